namespace Tegula.Indicators;

/// <summary>Measures architectures. Safe to call from several threads.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public interface IArchitectureScorer<in TArchitecture>
{
    /// <summary>The score of an architecture; what cannot be measured has a status and stops nothing.</summary>
    /// <param name="architecture">What to measure.</param>
    /// <param name="threads">Threads to measure with, at least 1; the score does not depend on them.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ArchitectureScore Score(TArchitecture architecture, int threads, CancellationToken token);
}
