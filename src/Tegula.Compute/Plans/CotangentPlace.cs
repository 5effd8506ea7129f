namespace Tegula.Compute.Plans;

/// <summary>Where the cotangent of a value lies: (sample, channel, row, column, cotangent).</summary>
/// <param name="Offset">First float.</param>
/// <param name="SampleStride">Floats between two samples; 0 when it lives within one phase and every sample reuses it.</param>
internal readonly record struct CotangentPlace(nint Offset, nint SampleStride);
