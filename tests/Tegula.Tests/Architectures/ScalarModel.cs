using Tegula.Architectures;

namespace Tegula.Tests.Architectures;

/// <summary>
/// A cell as a function of one number: each operation is some fixed nonlinear function that maps 0 to 0, a convolution's also of its weight. What
/// two cells compute is the same up to the naming of weights when the multisets of their outputs over all assignments of six weights to the six edges
/// are; sums of two nonlinear functions of the output over all 720 assignments stand for that multiset.
/// </summary>
internal static class ScalarModel
{
    private const double Input = 0.7310585786;
    private static readonly double[] Weights = [0.3141, 1.4142, -0.5772, 2.2360, -1.6180, 0.9159];
    private static readonly int[][] Assignments = [.. Permutations(6)];

    /// <summary>The two sums for a cell: its six edges hold the six weights, evaluated node by node as the arch string says.</summary>
    public static (double First, double Second) Symmetrised(NasBench201Cell cell)
    {
        NasBench201Operation[] operations = [.. cell.Operations];
        return OverAssignments(assignment => Evaluate(operations, assignment));
    }

    /// <summary>The two sums for a computation: its k-th operation holds the k-th weight.</summary>
    public static (double First, double Second) Symmetrised(CellComputation computation) =>
        OverAssignments(assignment => Evaluate(computation, (number, _) => Weights[assignment[number - 1]]));

    /// <summary>A supernet in which all convolutions of a kind have one weight, evaluated node by node: each edge is the mean of its operations.</summary>
    public static double Tied(NasBench201Supernet supernet, double weight1, double weight3)
    {
        var nodes = new double[NasBench201Cell.NodeCount];
        nodes[0] = Input;
        foreach ((int edge, (int source, int target)) in NasBench201Cell.Edges.Index())
            nodes[target] += supernet.Operations[edge].Average(operation => Apply(operation, TiedWeight(operation, weight1, weight3), nodes[source]));
        return nodes[^1];
    }

    /// <summary>The same for a computation.</summary>
    public static double Tied(CellComputation computation, double weight1, double weight3) =>
        Evaluate(computation, (_, operation) => TiedWeight(operation, weight1, weight3));

    private static double TiedWeight(NasBench201Operation operation, double weight1, double weight3) =>
        operation == NasBench201Operation.NorConv1x1 ? weight1 : weight3;

    private static double Evaluate(CellComputation computation, Func<int, NasBench201Operation, double> weight)
    {
        var terms = new List<double> { Input };
        foreach (CellOperation operation in computation.Operations)
            terms.Add(Apply(operation.Kind, weight(terms.Count, operation.Kind), SumOf(computation.Values[operation.Source])));
        return SumOf(computation.Values[^1]);

        double SumOf(IEnumerable<CellTerm> value) => value.Sum(term => terms[term.Operation] / term.Divisor);
    }

    private static double Evaluate(NasBench201Operation[] operations, int[] assignment)
    {
        double node1 = Apply(operations[0], Weights[assignment[0]], Input);
        double node2 = Apply(operations[1], Weights[assignment[1]], Input) + Apply(operations[2], Weights[assignment[2]], node1);
        return Apply(operations[3], Weights[assignment[3]], Input) + Apply(operations[4], Weights[assignment[4]], node1)
            + Apply(operations[5], Weights[assignment[5]], node2);
    }

    private static double Apply(NasBench201Operation operation, double weight, double x) => operation switch
    {
        NasBench201Operation.None => 0,
        NasBench201Operation.SkipConnect => x,
        NasBench201Operation.NorConv1x1 => weight * x / (1 + (0.7 * x * x)),
        NasBench201Operation.NorConv3x3 => weight * x * (1.3 + x) / (2 + (weight * weight) + (x * x)),
        _ => x * (2.9 + x) / (4.1 + (x * x)),
    };

    private static (double First, double Second) OverAssignments(Func<int[], double> output)
    {
        double first = 0;
        double second = 0;
        foreach (int[] assignment in Assignments)
        {
            double y = output(assignment);
            first += 1 / (1 + (y * y));
            second += y * y * (1.7 + y);
        }

        return (first, second);
    }

    private static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(shorter => Enumerable.Range(0, count).Select(at => (int[])[.. shorter[..at], count - 1, .. shorter[at..]]));
}
