namespace Tegula.Design.Internals;

/// <summary>Keeps the best networks within the budget, and the one nearest to it among the others.</summary>
/// <param name="request">Target, budgets and how many to keep.</param>
internal sealed class DesignRanking(DesignRequest request)
{
    private readonly List<DesignPoint> _best = [];
    private double _nearestExcess = double.PositiveInfinity;

    /// <summary>The best networks within the budget, the best first.</summary>
    public IReadOnlyList<DesignPoint> Best => _best;

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

        if (_best.Count == request.Top && Compare(point, _best[^1]) >= 0)
            return;
        int place = _best.BinarySearch(point, Comparer<DesignPoint>.Create(Compare));
        if (place >= 0)
            return;
        _best.Insert(~place, point);
        if (_best.Count > request.Top)
            _best.RemoveAt(request.Top);
    }

    // Below 0 when the left one is better; 0 only for the same network.
    private int Compare(DesignPoint left, DesignPoint right)
    {
        int order = request.TargetMass is { } target ? Distance(left, target).CompareTo(Distance(right, target)) : right.Mass.CompareTo(left.Mass);
        order = order != 0 ? order : left.Macs.CompareTo(right.Macs);
        order = order != 0 ? order : left.Parameters.CompareTo(right.Parameters);
        return order != 0 ? order : string.CompareOrdinal(left.Specification, right.Specification);
    }

    private static double Distance(DesignPoint point, double target) => Math.Floor(Math.Abs(point.Mass - target) + 0.5);
}
