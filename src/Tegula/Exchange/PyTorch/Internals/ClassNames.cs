using System.Text;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>What a class is called: a short chain by what it does, anything else by what its modules are called.</summary>
internal static class ClassNames
{
    private const int LongestChain = 3;

    /// <summary>The name, which another class may have, too.</summary>
    public static string Of(ModuleGraph graph, ModuleClass named)
    {
        string name = ByModules(named);
        if (ByChain(named.Bodies[0]) is { } chain) return chain;
        if (HalvesInTwoParts(named.Bodies[0])) return "FactorizedReduction";
        return Reduces(graph, named) ? "Reduction" + name : name;
    }

    private static string ByModules(ModuleClass named) => named.Bodies
        .CountBy(body => PythonNames.ClassName(body.Group.Key[(body.Group.Key.LastIndexOf('.') + 1)..]))
        .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
        .First().Key;

    private static string? ByChain(ModuleBody body)
    {
        if (body.Steps.Count > LongestChain || body.Inputs.Count != 1) return null;
        var name = new StringBuilder();
        for (int index = 0; index < body.Steps.Count; index++)
        {
            ModuleStep step = body.Steps[index];
            bool follows = index == 0 || (step.Inputs.Count == 1 && step.Inputs[0] == body.Steps[index - 1].Outputs[0]);
            if (!follows || step.Node is null || Short(step.Node.Operation) is not { } part) return null;
            name.Append(part);
        }

        return name.ToString();
    }

    private static string? Short(Operation operation) => operation switch
    {
        ConvolutionOperation { Weight.Kind: ParameterKind.Linear } => "Linear",
        ConvolutionOperation => "Conv",
        BatchNormOperation => "Bn",
        ReluOperation => "Relu",
        Relu6Operation => "Relu6",
        EluOperation => "Elu",
        _ => null,
    };

    // Two strided convolutions of 1 x 1 side by side: what DARTS calls a factorized reduction.
    private static bool HalvesInTwoParts(ModuleBody body) =>
        body.Height == 1
        && body.Steps.Count(step => step.Node?.Operation is ConvolutionOperation { Geometry: { Kernel: { Y: 1, X: 1 }, Stride: { Y: 2, X: 2 } } }) == 2
        && body.Steps.Count(step => step.Node?.Operation is ConcatOperation) == 1;

    // Whether all modules of a class halve what they read, and are more than an operation of a cell.
    private static bool Reduces(ModuleGraph graph, ModuleClass named) => named.Bodies[0].Height > 1 && named.Bodies.All(body =>
        body.Inputs.All(input => graph.Nodes[input].Shape.Pixels > graph.Nodes[body.Outputs[0]].Shape.Pixels));
}
