using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Tegula.Compute;

namespace Tegula.Kernels.Internals;

/// <summary>
/// All samples have one variance, so the kernel is a function of the angle between two of them: quadrature at the nodes of a Chebyshev series, with
/// twice as many nodes until its coefficients have died away. In the angle, kinks of the activation leave no singularity.
/// </summary>
internal sealed class InterpolatedKernel : EdgeKernel
{
    private const int FirstDegree = 32;
    private const int LastDegree = 512;
    private const double Tolerance = 1e-12;
    private const double PromisedAccuracy = 1e-10;
    private const double Refinement = 0.6;

    private static readonly ConditionalWeakTable<Activation, ConcurrentDictionary<double, Lazy<InterpolatedKernel>>> Known = [];

    private readonly Activation _activation;
    private readonly double _deviation;
    private readonly ChebyshevSeries _values;
    private readonly ChebyshevSeries _derivatives;

    private InterpolatedKernel(Activation activation, double variance, int threads)
    {
        _activation = activation;
        _deviation = Math.Sqrt(variance);
        (double Value, double Derivative)[] nodes = [];
        for (int degree = FirstDegree; ; degree *= 2)
        {
            nodes = Refine(nodes, degree, threads);
            if (degree == FirstDegree)
                CheckResolution(nodes);
            _values = ChebyshevSeries.Interpolate([.. nodes.Select(node => node.Value)]);
            _derivatives = ChebyshevSeries.Interpolate([.. nodes.Select(node => node.Derivative)]);
            if (_values.Tail(degree) <= Tolerance && _derivatives.Tail(degree) <= Tolerance)
                break;
            if (degree == LastDegree)
                throw Unresolved();
        }
    }

    /// <summary>The kernel for a variance; built once while its activation lives.</summary>
    /// <exception cref="KernelException">The quadrature does not resolve the activation.</exception>
    public static InterpolatedKernel For(Activation activation, double variance, int threads) =>
        Known.GetOrCreateValue(activation).GetOrAdd(variance, _ => new(() => new(activation, variance, threads))).Value;

    /// <inheritdoc/>
    public override void Evaluate(
        double variance, ReadOnlySpan<double> variances, ReadOnlySpan<double> kernel, Span<double> values, Span<double> derivatives)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> norm = Vector256.Create(variance);
        for (int i = 0; i < kernel.Length; i += Vector256<double>.Count)
        {
            Vector256<double> cosine = Vector256.Max(Vector256.Min(Vector256.Create(kernel[i..]) / norm, one), -one);
            Vector256<double> angle = DeterministicMath.Acos(cosine);
            _values.At(angle).CopyTo(values[i..]);
            if (!derivatives.IsEmpty)
                _derivatives.At(angle).CopyTo(derivatives[i..]);
        }
    }

    // Every other node of the finer series is a node of the coarser one.
    private (double Value, double Derivative)[] Refine((double Value, double Derivative)[] coarse, int degree, int threads)
    {
        var nodes = new (double Value, double Derivative)[degree + 1];
        Parallel.For(0, degree + 1, new ParallelOptions { MaxDegreeOfParallelism = threads }, node =>
            nodes[node] = coarse.Length > 0 && node % 2 == 0 ? coarse[node / 2] : Quadrature(ChebyshevSeries.Angle(node, degree), refinement: 1));
        return nodes;
    }

    private (double Value, double Derivative) Quadrature(double angle, double refinement)
    {
        double cosine = angle == Math.PI ? -1 : DeterministicMath.Cos(angle);
        double sine = angle == Math.PI ? 0 : DeterministicMath.Sin(angle);
        (double value, double derivative) = GaussianExpectation.OfPair(_activation, (_deviation, _deviation), cosine, sine, refinement);
        return (_activation.Normalization * value, _activation.Normalization * derivative);
    }

    // Where narrower panels move the result, the activation has structure that its kinks do not tell.
    private void CheckResolution((double Value, double Derivative)[] nodes)
    {
        int degree = nodes.Length - 1;
        foreach (int node in new[] { degree / 8, degree / 2, degree * 7 / 8 })
        {
            (double value, double derivative) = Quadrature(ChebyshevSeries.Angle(node, degree), Refinement);
            if (!(Math.Abs(value - nodes[node].Value) <= PromisedAccuracy * Math.Abs(nodes[degree].Value))
                || !(Math.Abs(derivative - nodes[node].Derivative) <= PromisedAccuracy * Math.Abs(nodes[degree].Derivative)))
            {
                throw Unresolved();
            }
        }
    }

    private KernelException Unresolved() => new(
        $"activation '{_activation.Id}' at variance {_deviation * _deviation:g4}: quadrature does not reach {PromisedAccuracy}; "
        + "give every place where it or its derivative jumps, and keep it smooth between them");
}
