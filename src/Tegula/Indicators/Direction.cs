namespace Tegula.Indicators;

/// <summary>Which end of an indicator's range is the better one.</summary>
public enum Direction
{
    /// <summary>The smaller value is the better one.</summary>
    LowerIsBetter,

    /// <summary>The larger value is the better one.</summary>
    HigherIsBetter,
}
