namespace Tegula.Search;

/// <summary>Why a search ended.</summary>
public enum StopReason
{
    /// <summary>All steps of the budget are done.</summary>
    Steps,

    /// <summary>All draws of the budget are used, those turned away by the filter included.</summary>
    Draws,

    /// <summary>The time of the budget is used.</summary>
    Time,

    /// <summary>The method's spread (policy entropy, population diversity) has stopped falling.</summary>
    Spread,

    /// <summary>The method has nothing left to ask for.</summary>
    Exhausted,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
