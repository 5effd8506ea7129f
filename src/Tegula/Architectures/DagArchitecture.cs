using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures;

/// <summary>
/// The fully connected DAG of nodes 0 (input) to H (output) in which every edge to a later node is cut, a skip connection, or a linear map followed
/// by the activation; a node is the sum of its incoming edges. Immutable, with value equality.
/// </summary>
/// <remarks>
/// Text: one group for each node 1 to H, separated by <c>_</c>, one digit for each earlier node: 0 cut, 1 skip, 2 linear. <c>2_02_002</c>,
/// <c>1_01_222</c> and <c>2_21_112</c> are DAG#1, #2 and #3 of Fig. 3. Source: 000_47980149b45a68e2.txt, Sec. 3.1.
/// </remarks>
public sealed class DagArchitecture : IArchitecture, IEquatable<DagArchitecture>
{
    private static readonly EdgeOperation LinearMap = new("linear", OperationKind.Linear);
    private readonly string _code;

    private DagArchitecture(string code, ImmutableArray<ImmutableArray<DagEdge>> edges)
    {
        _code = code;
        Edges = edges;
    }

    /// <summary>H, the index of the output: the number of nodes besides the input; at least 1.</summary>
    public int OutputNode => Edges.Length;

    /// <summary>Edges by target node - 1 and source node: <c>Edges[t - 1][s]</c> leads from s to t.</summary>
    public ImmutableArray<ImmutableArray<DagEdge>> Edges { get; }

    /// <summary>Reads a digit code such as <c>2_02_002</c>.</summary>
    /// <exception cref="ArchitectureFormatException">The text is not such a code; the message says where and how.</exception>
    public static DagArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var edges = ImmutableArray.CreateBuilder<ImmutableArray<DagEdge>>();
        int position = 1;
        foreach (string group in text.Split('_'))
        {
            int node = edges.Count + 1;
            if (group.Length != node)
                throw new ArchitectureFormatException(position, $"character {position}: the group of node {node} is '{group}', expected {Digits(node)}");
            int wrong = group.AsSpan().IndexOfAnyExceptInRange('0', '2');
            if (wrong >= 0)
            {
                throw new ArchitectureFormatException(
                    position + wrong, $"character {position + wrong}: '{group[wrong]}' is no edge; expected 0 (cut), 1 (skip) or 2 (linear)");
            }

            edges.Add([.. group.Select(digit => (DagEdge)(digit - '0'))]);
            position += group.Length + 1;
        }

        return new(text, edges.ToImmutable());
    }

    /// <inheritdoc/>
    public ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("0", NodeRole.Input);
        for (int target = 1; target <= OutputNode; target++)
        {
            builder.Add($"{target}", target == OutputNode ? NodeRole.Output : NodeRole.Intermediate);
            for (int source = 0; source < target; source++)
            {
                if (Edges[target - 1][source] != DagEdge.Cut)
                    builder.Connect(source, target, Edges[target - 1][source] == DagEdge.Linear ? LinearMap : EdgeOperation.Identity);
            }
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public bool Equals(DagArchitecture? other) => other is not null && _code == other._code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DagArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => _code.GetHashCode(StringComparison.Ordinal);

    /// <summary>The digit code, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => _code;

    private static string Digits(int count) => count == 1 ? "1 digit, for node 0" : $"{count} digits, one for each of nodes 0 to {count - 1}";
}
