namespace Tegula.Indicators;

/// <summary>Measures those indicators that share a pass over the network. Safe to call from several threads.</summary>
/// <typeparam name="TArchitecture">What is measured.</typeparam>
internal interface IIndicatorPart<in TArchitecture> : IDisposable
    where TArchitecture : class
{
    /// <summary>Measures one architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="values">Receives one value for each indicator that this part was made for.</param>
    /// <param name="threads">Threads that may be used; the values do not depend on them.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Measure(TArchitecture architecture, IDictionary<string, IndicatorValue> values, int threads, CancellationToken token);
}
