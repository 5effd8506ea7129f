using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Where scores come from: measured here, remembered, or measured elsewhere. Each computation once. Safe to use from several threads.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public interface IScoreSource<in TArchitecture> : IDisposable
{
    /// <summary>Asks for a score and returns at once; asking again changes nothing.</summary>
    /// <param name="computation">Key of the computation, from the space.</param>
    /// <param name="architecture">An architecture that computes it.</param>
    ScoreOrigin Request(string computation, TArchitecture architecture);

    /// <summary>Waits for a score that was asked for.</summary>
    /// <param name="computation">Key of the computation.</param>
    /// <param name="token">Ends the waiting, not the measurement.</param>
    /// <exception cref="KeyNotFoundException">It was not asked for, or was withdrawn.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ComputationScore Await(string computation, CancellationToken token);

    /// <summary>A score that is there by now; null for one that has not been asked for or is not there yet.</summary>
    ArchitectureScore? Known(string computation);

    /// <summary>Takes back everything that was asked for and is not begun yet.</summary>
    void Withdraw();
}
