namespace Tegula.Indicators.Baselines;

/// <summary>The built-in indicators that look at one random initialisation of a network.</summary>
internal static class NetworkIndicators
{
    /// <summary>All of them, in the order in which reports show them.</summary>
    public static IReadOnlyList<INetworkIndicator> All { get; } =
    [
        new Naswot(),
        new SynFlow(),
        new Snip(),
        new Grasp(),
        new Fisher(),
        new JacobianCovariance(),
        new GradientNorm(),
        new Zen(),
        new Zico(),
        new Swap(),
        new Vkdnw(),
        new DynamicalIsometry(),
    ];

    /// <summary>Those with some ids, own ones included.</summary>
    public static IReadOnlyList<INetworkIndicator> Among(IEnumerable<string> ids) =>
        [.. All.Concat(IndicatorRegistry.Own).Where(indicator => ids.Contains(indicator.Id))];
}
