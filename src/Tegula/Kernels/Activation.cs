using System.Collections.Immutable;
using Tegula.Kernels.Internals;

namespace Tegula.Kernels;

/// <summary>
/// The nonlinearity behind every linear edge, with its derivative. Immutable. <see cref="Activations"/> holds the known ones; make another with the
/// constructor.
/// </summary>
public sealed class Activation
{
    /// <summary>An activation of your own; its kernels are computed by quadrature to 1e-10.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="value">The function; it may grow like a power, not like exp(x^2).</param>
    /// <param name="derivative">Its derivative.</param>
    /// <param name="kinks">Where the function or its derivative jumps. Between them it is smooth on a scale of about 1.</param>
    /// <exception cref="KernelException">The function is zero almost everywhere, or not finite.</exception>
    public Activation(string id, Func<double, double> value, Func<double, double> derivative, params ReadOnlySpan<double> kinks)
        : this(id, value, derivative, [.. kinks], negativeSlope: null)
    {
    }

    internal Activation(string id, Func<double, double> value, Func<double, double> derivative, ImmutableArray<double> kinks, double? negativeSlope)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(derivative);
        Id = id;
        Value = value;
        Derivative = derivative;
        Kinks = kinks;
        NegativeSlope = negativeSlope;
        double square = negativeSlope is { } slope ? (1 + (slope * slope)) / 2 : GaussianExpectation.Of(this, 1, x => value(x) * value(x));
        if (!(square > 0 && double.IsFinite(square)))
            throw new KernelException($"activation '{id}': its mean square under a standard normal variable is {square}; it must be positive and finite");
        Normalization = 1 / square;
    }

    /// <summary>Its name, as on the command line.</summary>
    public string Id { get; }

    /// <summary>The function.</summary>
    public Func<double, double> Value { get; }

    /// <summary>Its derivative.</summary>
    public Func<double, double> Derivative { get; }

    /// <summary>Where the function or its derivative jumps.</summary>
    public ImmutableArray<double> Kinks { get; }

    /// <summary>
    /// c_sigma, 1 over the mean of the squared activation of a standard normal variable; 2 for ReLU. Source: 000_47980149b45a68e2.txt, Eq. 2.
    /// </summary>
    public double Normalization { get; }

    /// <summary>
    /// Whether the activation of a positive multiple is known to be that multiple of the activation. Only then does the correlation behind an edge depend
    /// on nothing but the correlation in front of it.
    /// </summary>
    public bool IsHomogeneous => NegativeSlope is not null;

    /// <summary>The slope left of zero of a piecewise linear activation with slope 1 right of it; null for every other.</summary>
    internal double? NegativeSlope { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Id;
}
