using Tegula.Compute;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>An argument of a class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Values">Its value for each module of the class.</param>
internal sealed record ClassArgument(string Name, NumberKind Kind, IReadOnlyList<Extent> Values)
{
    /// <summary>Whether it says how many channels go in or out, which needs no name where the class is used.</summary>
    public bool IsKnownByPlace => Kind == NumberKind.Channels && !Name.StartsWith("hidden", StringComparison.Ordinal);
}

/// <summary>A class of modules that differ in numbers alone.</summary>
/// <param name="name">Its name.</param>
/// <param name="bodies">Its modules; the first reads every value once.</param>
internal sealed class ModuleClass(string name, IReadOnlyList<ModuleBody> bodies)
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = name;

    /// <summary>Its modules; the first reads every value once, so that its code is that of all.</summary>
    public IReadOnlyList<ModuleBody> Bodies { get; } = bodies;

    /// <summary>What its modules differ in.</summary>
    public IReadOnlyList<ClassArgument> Arguments { get; set; } = [];

    /// <summary>How the class writes each of its numbers: as a number, or by its arguments.</summary>
    public IReadOnlyList<string> Numbers { get; set; } = [];

    /// <summary>The numbers of the steps of a module, one after the other.</summary>
    public static IEnumerable<PythonNumber> NumbersOf(ModuleGraph graph, ModuleBody body) => body.Steps.SelectMany(step => NumbersOf(graph, step));

    /// <summary>The numbers of one step.</summary>
    public static IEnumerable<PythonNumber> NumbersOf(ModuleGraph graph, ModuleStep step)
    {
        if (step.Body is { } inner) return inner.Class!.Arguments.Select(argument => new PythonNumber(argument.Kind, argument.Values[inner.Place]));
        return step.Node is { IsLayer: true } layer
            ? PythonOperations.Layer(layer, graph.Nodes[layer.Inputs[0]]).Arguments.Select(argument => argument.Number)
            : [];
    }

}
