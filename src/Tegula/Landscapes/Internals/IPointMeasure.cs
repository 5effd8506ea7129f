namespace Tegula.Landscapes.Internals;

/// <summary>Measures a quantity at one point after the other; one per thread.</summary>
internal interface IPointMeasure : IDisposable
{
    /// <summary>The quantity at these weights; positive infinity where it is not finite.</summary>
    double At(ReadOnlySpan<float> weights, CancellationToken token);
}
