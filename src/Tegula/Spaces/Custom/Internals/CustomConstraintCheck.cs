using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Compute;

namespace Tegula.Spaces.Custom.Internals;

/// <summary>Tells whether cells keep to the constraints of their space.</summary>
internal sealed class CustomConstraintCheck
{
    // As many cells of a supernet can be looked at one by one without anybody waiting for it.
    private const double MostCells = 2_000;

    // Larger supernets get smaller, and what is rare in them is met again.
    private const int MostDraws = 20_000;

    private readonly CustomSpaceDefinition _definition;
    private readonly CustomCosts? _costs;
    private readonly (int Operation, int Least, int Most)[] _counts;

    public CustomConstraintCheck(CustomSpaceDefinition definition)
    {
        _definition = definition;
        CustomConstraints constraints = definition.Constraints;
        _costs = constraints.LimitsCost ? definition.Costs : null;
        _counts =
        [
            .. constraints.AtLeast.Select(item => (definition.IndexOf(item.Key), item.Value, int.MaxValue)),
            .. constraints.AtMost.Select(item => (definition.IndexOf(item.Key), 0, item.Value)),
        ];
    }

    /// <summary>Whether a cell keeps to all of them.</summary>
    public bool Allows(CustomCell cell) => Allows(cell.Operations.AsSpan());

    /// <summary>Whether a cell with these operations on its edges keeps to all of them.</summary>
    public bool Allows(ReadOnlySpan<int> operations)
    {
        foreach ((int operation, int least, int most) in _counts)
        {
            int edges = operations.Count(operation);
            if (edges < least || edges > most)
                return false;
        }

        return (_costs is null || IsWithin(_costs.Of(operations)))
            && (!_definition.Constraints.LimitsPaths || AllowsPaths(CellPaths.Of(_definition, operations)));
    }

    /// <summary>
    /// Whether a supernet holds a cell that keeps to all of them: every cell is looked at in one of up to 2,000 cells, and in a larger one random cells, always
    /// the same, until one is found, so that a supernet in which next to none does may be taken for one in which none does.
    /// </summary>
    /// <param name="supernet">The supernet.</param>
    /// <param name="also">What the cell has to be besides; null for nothing.</param>
    public bool Holds(CustomSupernet supernet, Func<CustomCell, bool>? also = null)
    {
        if (_definition.Constraints.IsEmpty && also is null)
            return true;
        if (supernet.Operations.Aggregate(1.0, (product, edge) => product * edge.Length) <= MostCells)
            return CellsOf(supernet).Any(IsWanted);
        return MayHold(supernet) && SamplesOf(supernet).Take(MostDraws).Any(IsWanted);

        bool IsWanted(CustomCell cell) => Allows(cell) && also?.Invoke(cell) != false;
    }

    /// <summary>Every cell of a supernet, the last edge changing first.</summary>
    public static IEnumerable<CustomCell> CellsOf(CustomSupernet supernet)
    {
        var places = new int[supernet.Operations.Length];
        while (true)
        {
            yield return new(supernet.Definition, supernet.Operations.Select((edge, index) => edge[places[index]]));
            int last = places.Length - 1;
            while (last >= 0 && ++places[last] == supernet.Operations[last].Length)
                places[last--] = 0;
            if (last < 0)
                yield break;
        }
    }

    // The cheapest operations, and the edges that can carry what is asked for, say quickly where there is none.
    private bool MayHold(CustomSupernet supernet)
    {
        foreach ((int operation, int least, int most) in _counts)
        {
            int carriers = supernet.Operations.Count(edge => edge.Contains(operation));
            int bound = supernet.Operations.Count(edge => edge is [{ } only] && only == operation);
            if (carriers < least || bound > most)
                return false;
        }

        return _costs is null || IsWithin(new(Least(supernet, cost => cost.Parameters), Least(supernet, cost => cost.Macs)));
    }

    private static IEnumerable<CustomCell> SamplesOf(CustomSupernet supernet)
    {
        var random = new RandomStream(0, "custom space/witness");
        yield return new(
            supernet.Definition,
            supernet.Operations.Select(edge => edge.MinBy(operation => supernet.Definition.Costs.OfOperation(operation).Parameters)));
        while (true)
            yield return new(supernet.Definition, supernet.Operations.Select(edge => edge[random.NextInt(edge.Length)]).ToArray());
    }

    private long Least(CustomSupernet supernet, Func<GraphCost, long> count) =>
        count(_costs!.OfEmpty()) + supernet.Operations.Sum(edge => edge.Min(operation => count(_costs.OfOperation(operation))));

    private bool IsWithin(GraphCost cost) =>
        !(cost.Parameters > _definition.Constraints.MaxParameters) && !(cost.Macs > _definition.Constraints.MaxMacs);

    private bool AllowsPaths(CellPaths paths)
    {
        CustomConstraints limits = _definition.Constraints;
        return !(paths.EffectiveDepth < limits.MinDepth) && !(paths.EffectiveDepth > limits.MaxDepth)
            && !(paths.EffectiveWidth < limits.MinWidth) && !(paths.EffectiveWidth > limits.MaxWidth);
    }
}
