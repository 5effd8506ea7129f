using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Spaces.Custom.Internals;
using Tegula.Spaces.Internals;
using Tegula.Topology;

namespace Tegula.Spaces.Custom;

/// <summary>
/// An own space: all cells of its definition that keep to its constraints. A space of up to 200,000 cells, allowed or not, can be enumerated; a larger one is
/// sampled.
/// </summary>
public sealed class CustomSpace : ISearchSpace<CustomCell>, IConnectivityClasses
{
    /// <summary>Most cells, before constraints, of a space that is enumerated.</summary>
    public const int MaxEnumerated = 200_000;

    /// <summary>Most cells from which the path statistics of a space are taken that can be neither enumerated nor counted.</summary>
    public const int ConnectivitySample = 20_000;

    // So many draws in a row that break the constraints: there is, for all practical purposes, nothing to find.
    private const int MostDraws = 100_000;

    // Nobody is to wait for the answer that a file cannot be used.
    private const int MostCheckedDraws = 20_000;

    // On average 25 for each cell; where constraints turn more away, fewer cells have to do.
    private const int MostConnectivityDraws = 500_000;

    // All neighbours of a cell may break them; then a fresh sample takes the place of a mutation.
    private const int MostMutations = 1_000;

    private readonly CustomConstraintCheck _check;
    private readonly int[] _counts;
    private readonly double _tuples;
    private readonly Lazy<long?> _count;
    private readonly Lazy<CountedCells?> _counted;
    private readonly Lazy<PathStatistics[]> _connectivitySample;

    /// <summary>Makes the space of a definition.</summary>
    public CustomSpace(CustomSpaceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        _check = new(definition);
        _counts = [.. definition.Candidates.Select(edge => edge.Length)];
        _tuples = _counts.Aggregate(1.0, (product, count) => product * count);
        _count = new(() => _tuples > MaxEnumerated ? null
            : definition.Constraints.IsEmpty ? (long)_tuples
            : Enumerate().LongCount());
        _counted = new(() => CountedCells.Of(definition));
        _connectivitySample = new(SampleConnectivity);
    }

    /// <summary>What it is made from.</summary>
    public CustomSpaceDefinition Definition { get; }

    /// <summary>The definition's <see cref="CustomSpaceDefinition.Id"/>.</summary>
    public string Id => Definition.Id;

    /// <summary>How many cells keep to the constraints; null when there are more than 200,000 to look at.</summary>
    public long? Count => _count.Value;

    /// <summary>How many cells there are, constraints left aside; a rounded number where there are more than 2^53.</summary>
    public double Cells => _tuples;

    /// <summary>
    /// The operations of each edge, in the order of <see cref="CustomSpaceDefinition.Edges"/>. Not every tuple keeps to the constraints: see
    /// <see cref="Admits"/>.
    /// </summary>
    public IReadOnlyList<int> ChoiceCounts => _counts;

    /// <summary>0: cells that break the constraints are none of this space.</summary>
    public long TurnedAway => 0;

    /// <summary>
    /// How many cells stand behind <see cref="ConnectivityClasses"/> where they are a sample: 20,000, or as many as were found in 500,000 draws; null where all
    /// cells do.
    /// </summary>
    public int? ConnectivitySampleSize => _tuples <= MaxEnumerated || CustomConnectivity.CanCount(Definition) ? null : _connectivitySample.Value.Length;

    private bool MayHold => _counted.Value is not { Count: 0 };

    /// <summary>
    /// Reads the file of a space, and checks that a cell keeps to its constraints: all are looked at, or 20,000 random ones of a space of more than 200,000.
    /// </summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="CustomSpaceException">
    /// It cannot be read or used, or no cell was found: <c>FILE:LINE:COLUMN: what is wrong; what would be right</c>.
    /// </exception>
    public static CustomSpace Read(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return CustomSpaceReader.Read(file, Checked);
    }

    /// <summary>Every cell that keeps to the constraints, the last edge changing first.</summary>
    /// <exception cref="NotSupportedException">There are more than 200,000 to look at.</exception>
    public IEnumerable<CustomCell> Enumerate()
    {
        if (_tuples > MaxEnumerated)
            throw new NotSupportedException($"the space {Id} has more than {MaxEnumerated} cells, too many to enumerate; sample it instead");
        return CustomConstraintCheck.CellsOf(CustomSupernet.Whole(Definition)).Where(_check.Allows);
    }

    /// <summary>A random cell that keeps to the constraints, each as likely as any other.</summary>
    /// <exception cref="InvalidOperationException">None was found in 100,000 draws.</exception>
    public CustomCell Sample(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int draws = MostDraws;
        return Find(random, ref draws)
            ?? throw new InvalidOperationException($"none of {MostDraws} random cells of the space {Id} keeps to its constraints; relax them");
    }

    /// <summary>
    /// A cell with one edge, each that has a choice as likely, given another of its operations, each as likely, that keeps to the constraints; where there
    /// seems to be none, a random cell.
    /// </summary>
    /// <exception cref="InvalidOperationException">The space has only one cell.</exception>
    public CustomCell Mutate(CustomCell architecture, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] choices = ToChoices(architecture);
        int[] free = [.. Enumerable.Range(0, _counts.Length).Where(edge => _counts[edge] > 1)];
        if (free.Length == 0 || Count == 1)
            throw new InvalidOperationException($"the space {Id} has one cell only; there is none to change it into");
        for (int mutation = 0; mutation < MostMutations; mutation++)
        {
            int edge = free[random.NextInt(free.Length)];
            int old = choices[edge];
            choices[edge] = ChoiceTuple.Other(old, _counts[edge], random);
            CustomCell mutant = FromChoices(choices);
            choices[edge] = old;
            if (_check.Allows(mutant))
                return mutant;
        }

        int draws = MostDraws;
        while (Find(random, ref draws) is { } sample)
        {
            if (sample != architecture)
                return sample;
        }

        throw new InvalidOperationException($"no cell of the space {Id} besides {architecture} was found that keeps to its constraints; relax them");
    }

    /// <inheritdoc/>
    public CustomCell Parse(string text) => CustomCell.Parse(Definition, text);

    /// <inheritdoc/>
    public string Format(CustomCell architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.ToString();
    }

    /// <summary>The <see cref="CustomComputation.Key"/> of the cell.</summary>
    public string ComputationKey(CustomCell architecture) => CustomComputation.Of(architecture).Key;

    /// <summary>How many edges have different operations.</summary>
    public int Distance(CustomCell left, CustomCell right) => ChoiceTuple.Distance(ToChoices(left), ToChoices(right));

    /// <summary>The cell of a tuple of choices, which may break the constraints.</summary>
    /// <exception cref="ArgumentException">There are not as many choices as edges, or one is none of its options.</exception>
    public CustomCell FromChoices(ReadOnlySpan<int> choices)
    {
        ChoiceTuple.Require(choices, _counts);
        var operations = new int[choices.Length];
        for (int edge = 0; edge < operations.Length; edge++)
            operations[edge] = Definition.Candidates[edge][choices[edge]];
        return new(Definition, operations);
    }

    /// <inheritdoc/>
    public int[] ToChoices(CustomCell architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. architecture.Operations.Select((operation, edge) => Definition.Candidates[edge].IndexOf(operation))];
    }

    /// <summary>Whether a cell keeps to the constraints.</summary>
    public bool Admits(CustomCell architecture) => _check.Allows(architecture);

    /// <summary>
    /// The path statistics of all cells where they can be enumerated, or counted by the operations that cut an edge, have weights, or have none; otherwise of
    /// up to 20,000 random cells, always the same: see <see cref="ConnectivitySampleSize"/>.
    /// </summary>
    public IEnumerable<(PathStatistics Paths, long Count)> ConnectivityClasses()
    {
        if (CustomConnectivity.CanCount(Definition))
            return CustomConnectivity.Counted(Definition);
        return (_tuples <= MaxEnumerated ? Enumerate().Select(PathsOf) : _connectivitySample.Value).Select(paths => (paths, 1L));
    }

    /// <summary>The space of a definition, in which a cell was found that keeps to the constraints.</summary>
    /// <exception cref="CustomSpaceException">None was found.</exception>
    internal static CustomSpace Checked(CustomSpaceDefinition definition)
    {
        var space = new CustomSpace(definition);
        if (definition.Constraints.IsEmpty || (space._tuples <= MaxEnumerated && space.Enumerate().Any()))
            return space;
        if (space._tuples <= MaxEnumerated || !space.MayHold)
            throw new CustomSpaceException("constraints", "no cell keeps to the constraints; relax them");
        int draws = MostCheckedDraws;
        return space.Find(new RandomStream(0, "space/check"), ref draws) is not null
            ? space
            : throw new CustomSpaceException("constraints", $"none of {MostCheckedDraws} random cells keeps to the constraints; relax them");
    }

    /// <summary>A random cell that keeps to the constraints, found in as many draws as are left; null where there are none left.</summary>
    internal CustomCell? Find(RandomStream random, ref int draws)
    {
        while (MayHold && draws > 0)
        {
            draws--;
            int[] operations = _counted.Value?.Draw(random) ?? Draw(random);
            if (_check.Allows(operations))
                return new(Definition, operations);
        }

        return null;
    }

    // 16 nodes have at most 2^14 paths: they can always be counted.
    private static PathStatistics PathsOf(CustomCell cell) => PathStatistics.Of(cell.ToGraph())!;

    private PathStatistics[] SampleConnectivity()
    {
        var random = new RandomStream(0, "custom space connectivity");
        var sample = new List<PathStatistics>();
        int draws = MostConnectivityDraws;
        while (sample.Count < ConnectivitySample && Find(random, ref draws) is { } cell)
            sample.Add(PathsOf(cell));
        return [.. sample];
    }

    private int[] Draw(RandomStream random)
    {
        int[] choices = ChoiceTuple.Sample(_counts, random);
        for (int edge = 0; edge < choices.Length; edge++)
            choices[edge] = Definition.Candidates[edge][choices[edge]];
        return choices;
    }
}
