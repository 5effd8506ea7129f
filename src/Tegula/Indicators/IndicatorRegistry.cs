namespace Tegula.Indicators;

/// <summary>All indicators, by their stable ids.</summary>
public static class IndicatorRegistry
{
    /// <summary>Every indicator, in the order in which reports show them.</summary>
    public static IReadOnlyList<IndicatorInfo> All { get; } =
    [
        new(NtkConditionNumber.Id, "NTK condition number", Direction.LowerIsBetter, "003_fe8fa0e5c804e1de.txt Eq. 1-4"),
        new(LinearRegions.Id, "linear regions", Direction.HigherIsBetter, "003_fe8fa0e5c804e1de.txt Eq. 5-6"),
        new(KernelRegression.Id, "NTK regression error", Direction.LowerIsBetter, "003_fe8fa0e5c804e1de.txt Eq. 8-9"),
    ];

    /// <summary>The indicator with an id.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IndicatorInfo Get(string id) =>
        All.FirstOrDefault(indicator => indicator.Id == id)
        ?? throw new ArgumentException($"unknown indicator '{id}'; known are {string.Join(", ", All.Select(indicator => indicator.Id))}");
}
