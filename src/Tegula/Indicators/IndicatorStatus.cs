namespace Tegula.Indicators;

/// <summary>Whether an indicator could be measured; a failure is a status and never a magic number.</summary>
public enum IndicatorStatus
{
    /// <summary>Measured; the value can be compared.</summary>
    Ok,

    /// <summary>A kernel is singular to working precision, so a condition number or a regression does not exist.</summary>
    Singular,

    /// <summary>The cell has no parameter from which a kernel could be formed.</summary>
    NoParameters,

    /// <summary>The network's output does not depend on its input.</summary>
    InputIndependent,

    /// <summary>An intermediate result overflowed or was not a number.</summary>
    NotFinite,

    /// <summary>A training's loss or weights were no longer finite numbers.</summary>
    Diverged,

    /// <summary>The measurement itself broke off each time it was tried; the study that holds the evaluation says why.</summary>
    NotMeasured,
}
