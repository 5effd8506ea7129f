namespace Tegula.Compute.Plans;

/// <summary>A loss of a network's output, seen by <see cref="HessianPass"/>: its gradient, and how the gradient changes as the output does.</summary>
/// <param name="output">The output: (channel, row, column, sample).</param>
/// <param name="tangent">A change of the output, laid out alike.</param>
/// <param name="cotangent">Receives the gradient of the loss with respect to the output.</param>
/// <param name="cotangentTangent">Receives the second derivative of the loss with respect to the output, times the change.</param>
public delegate void OutputCurvature(ReadOnlySpan<float> output, ReadOnlySpan<float> tangent, Span<float> cotangent, Span<float> cotangentTangent);
