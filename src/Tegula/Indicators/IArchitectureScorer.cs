namespace Tegula.Indicators;

/// <summary>Measures architectures one by one or several at once.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public interface IArchitectureScorer<in TArchitecture>
{
    /// <summary>One score per architecture, in the same order; what cannot be measured has a status and stops nothing.</summary>
    /// <param name="architectures">What to measure; at least one.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<ArchitectureScore> Score(IReadOnlyList<TArchitecture> architectures, CancellationToken token);
}
