using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>What a defect of the network means for every indicator that needs one.</summary>
internal static class NetworkDefectStatus
{
    /// <summary>The status; <see cref="IndicatorStatus.Ok"/> without defect.</summary>
    public static IndicatorStatus Status(this NetworkDefect defect) => defect switch
    {
        NetworkDefect.None => IndicatorStatus.Ok,
        NetworkDefect.InputIndependent => IndicatorStatus.InputIndependent,
        _ => IndicatorStatus.NoParameters,
    };
}
