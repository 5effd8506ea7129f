namespace Tegula.Search;

/// <summary>Watches a number that should fall, and tells when it has not for long enough.</summary>
/// <param name="steps">Steps without a new low that are still borne; at least 1.</param>
internal sealed class Patience(int steps)
{
    // A new low counts when it is lower by a thousandth of the first value: a policy's entropy creeps down for ever.
    private const double LeastFall = 1e-3;

    private double? _first;
    private double _lowest = double.PositiveInfinity;
    private int _since;

    /// <summary>Takes the next value; null values are no news. True when the low is more than the given steps old.</summary>
    public bool IsExhausted(double? value)
    {
        if (value is not { } spread)
            return false;
        _first ??= spread;
        if (spread < _lowest - (LeastFall * _first.Value))
        {
            _lowest = spread;
            _since = 0;
            return false;
        }

        return ++_since >= steps;
    }
}
