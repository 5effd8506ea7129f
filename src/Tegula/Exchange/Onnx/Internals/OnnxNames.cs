using Tegula.Compute.Graphs;

namespace Tegula.Exchange.Onnx.Internals;

/// <summary>Names within one model: ONNX has one list of names for inputs, weights and all that is computed.</summary>
internal sealed class OnnxNames
{
    /// <summary>Name of the model's input.</summary>
    public const string Images = "images";

    /// <summary>Name of the model's output.</summary>
    public const string Logits = "logits";

    private readonly HashSet<string> _taken = [Images, Logits];
    private readonly Dictionary<string, string> _parameters = [];

    /// <summary>Names for a graph; its parameters come first, so that they keep theirs.</summary>
    public OnnxNames(Graph graph)
    {
        foreach (Parameter parameter in graph.Parameters) _parameters.Add(parameter.Name, Take(parameter.Name));
    }

    /// <summary>A name that nothing else has: the wanted one, or else one with a number behind it.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int number = 2; !_taken.Add(name); number++) name = $"{wanted}_{number}";
        return name;
    }

    /// <summary>The name of a parameter's tensor.</summary>
    public string Of(Parameter parameter) => _parameters[parameter.Name];

    /// <summary>The layer that a parameter belongs to, such as <c>stem.bn</c> for <c>stem.bn.gamma</c>.</summary>
    public static string LayerOf(Parameter parameter)
    {
        string suffix = parameter.Kind switch
        {
            ParameterKind.Linear => ".weight",
            ParameterKind.Scale => ".gamma",
            _ => "",
        };
        string name = parameter.Name;
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }
}
