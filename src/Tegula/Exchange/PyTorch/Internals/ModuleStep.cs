namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>One step of a module: a node of its own, or a module inside of it.</summary>
/// <param name="node">The node; null for a module.</param>
/// <param name="attribute">Name of the layer or the module; null for a node without parameters.</param>
/// <param name="body">What the module does; null for a node.</param>
/// <param name="inputs">Ids of the values that it reads, in order.</param>
/// <param name="outputs">Ids of the values that it gives.</param>
internal sealed class ModuleStep(ModuleNode? node, string? attribute, ModuleBody? body, IReadOnlyList<int> inputs, IReadOnlyList<int> outputs)
{
    /// <summary>The node; null for a module.</summary>
    public ModuleNode? Node { get; } = node;

    /// <summary>Name of the layer or the module; null for a node without parameters.</summary>
    public string? Attribute { get; } = attribute;

    /// <summary>What the module does; null for a node.</summary>
    public ModuleBody? Body { get; } = body;

    /// <summary>Ids of the values that it reads, in order.</summary>
    public IReadOnlyList<int> Inputs => Body?.Inputs ?? inputs;

    /// <summary>Ids of the values that it gives.</summary>
    public IReadOnlyList<int> Outputs { get; } = outputs;
}
