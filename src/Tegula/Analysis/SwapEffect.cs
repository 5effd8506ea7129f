using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>What a swap did to one indicator.</summary>
public enum SwapEffect
{
    /// <summary>The value is the same, or could be measured neither before nor after.</summary>
    Same,

    /// <summary>The value moved to the end that promises the better trained network, or could be measured for the first time.</summary>
    Better,

    /// <summary>The value moved to the other end, or could no longer be measured.</summary>
    Worse,
}

/// <summary>Compares indicators before and after a swap.</summary>
public static class SwapEffects
{
    /// <summary>What happened to a value.</summary>
    /// <param name="before">Before the swap; null where it could not be measured.</param>
    /// <param name="after">After the swap; null where it could not be measured.</param>
    /// <param name="direction">Which end is the better one.</param>
    public static SwapEffect Of(double? before, double? after, Direction direction)
    {
        if (before is not { } old)
            return after is null ? SwapEffect.Same : SwapEffect.Better;
        if (after is not { } now)
            return SwapEffect.Worse;
        var difference = direction == Direction.HigherIsBetter ? now - old : old - now;
        return difference > 0 ? SwapEffect.Better : difference < 0 ? SwapEffect.Worse : SwapEffect.Same;
    }
}
