namespace Tegula.Design.Internals;

/// <summary>Keeps the best networks within the budget, and the one nearest to it among the others.</summary>
/// <param name="request">Target, budgets and how many to keep.</param>
internal sealed class DesignRanking(DesignRequest request)
{
    private readonly SortedDictionary<double, List<DesignPoint>> _bestByWidth = [];
    private double _nearestExcess = double.PositiveInfinity;

    /// <summary>The network that exceeds the budget by the smallest factor; null when none exceeds it.</summary>
    public DesignPoint? Nearest { get; private set; }

    /// <summary>How many networks were offered.</summary>
    public long Offered { get; private set; }

    /// <summary>Takes a network into account.</summary>
    public void Offer(DesignPoint point)
    {
        Offered++;
        double excess = Math.Max((double)point.Parameters / (request.MaxParameters ?? long.MaxValue), (double)point.Macs / (request.MaxMacs ?? long.MaxValue));
        if (excess > 1)
        {
            if (excess < _nearestExcess || (excess == _nearestExcess && Compare(point, Nearest!) < 0))
                (_nearestExcess, Nearest) = (excess, point);
            return;
        }

        if (!_bestByWidth.TryGetValue(point.Width, out List<DesignPoint>? best))
            _bestByWidth.Add(point.Width, best = []);
        if (best.Count == request.Top && Compare(point, best[^1]) >= 0)
            return;
        int place = best.BinarySearch(point, Comparer<DesignPoint>.Create(Compare));
        if (place >= 0)
            return;
        best.Insert(~place, point);
        if (best.Count > request.Top)
            best.RemoveAt(request.Top);
    }

    /// <summary>
    /// The best networks within the budget, the best first. Equal mass means equal gradient flow only at equal width (Prop. 2): of networks equally near
    /// to the target, those of the reference's width lead; without a reference, the cheapest of each width come before the second of any.
    /// </summary>
    public IReadOnlyList<DesignPoint> Best()
    {
        IEnumerable<(DesignPoint Point, int Place)> all = _bestByWidth.Values.SelectMany(best => best.Select((point, place) => (point, place)));
        return
        [
            .. all.OrderBy(item => Merit(item.Point))
                .ThenBy(item => request.ReferenceWidth is { } width ? Math.Abs(Math.Log(item.Point.Width / width)) : item.Place)
                .ThenBy(item => item.Point, Comparer<DesignPoint>.Create(Compare))
                .Take(request.Top)
                .Select(item => item.Point),
        ];
    }

    // Below 0 when the left one is better; 0 only for the same network.
    private int Compare(DesignPoint left, DesignPoint right)
    {
        int order = Merit(left).CompareTo(Merit(right));
        order = order != 0 ? order : left.Macs.CompareTo(right.Macs);
        order = order != 0 ? order : left.Parameters.CompareTo(right.Parameters);
        return order != 0 ? order : string.CompareOrdinal(left.Specification, right.Specification);
    }

    // Smaller is better: the distance from the target in whole units, as masses are published, or the mass itself, negated.
    private double Merit(DesignPoint point) => request.TargetMass is { } target ? Math.Floor(Math.Abs(point.Mass - target) + 0.5) : -point.Mass;
}
