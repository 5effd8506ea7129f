using System.Collections.Immutable;
using Tegula.Compute;

namespace Tegula.Kernels;

/// <summary>The activations that have an id.</summary>
public static class Activations
{
    private const double LeakySlope = 0.01;
    private const double RootHalf = 0.70710678118654752;
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double RootHalfOverRootPi = 0.39894228040143268;

    /// <summary>max(x, 0); closed form (arc-cosine kernel).</summary>
    public static Activation Relu { get; } = Rectifier("relu", 0);

    /// <summary>x above zero, 0.01 x below; closed form.</summary>
    public static Activation LeakyRelu { get; } = Rectifier("leaky-relu", LeakySlope);

    /// <summary>x above zero, exp(x) - 1 below.</summary>
    public static Activation Elu { get; } = new("elu", x => x > 0 ? x : DeterministicMath.ExpM1(x), x => x > 0 ? 1 : DeterministicMath.Exp(x), 0);

    /// <summary>x times the normal distribution function of x.</summary>
    public static Activation Gelu { get; } = new("gelu", x => x * Normal(x), x => Normal(x) + (x * RootHalfOverRootPi * DeterministicMath.Exp(-0.5 * x * x)));

    /// <summary>x times the logistic function of x.</summary>
    public static Activation Silu { get; } = new("silu", x => x * Logistic(x), x => Logistic(x) * (1 + (x * Logistic(-x))));

    /// <summary>The logistic function, 1 / (1 + exp(-x)).</summary>
    public static Activation Sigmoid { get; } = new("sigmoid", Logistic, x => Logistic(x) * Logistic(-x));

    /// <summary>Hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new("tanh", DeterministicMath.Tanh, x => 4 * Logistic(2 * x) * Logistic(-2 * x));

    /// <summary>The error function.</summary>
    public static Activation Erf { get; } = new("erf", DeterministicMath.Erf, x => TwoOverRootPi * DeterministicMath.Exp(-x * x));

    /// <summary>Sine.</summary>
    public static Activation Sin { get; } = new("sin", DeterministicMath.Sin, DeterministicMath.Cos);

    /// <summary>The identity; closed form.</summary>
    public static Activation Linear { get; } = Rectifier("linear", 1);

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<Activation> All { get; } = [Relu, LeakyRelu, Elu, Gelu, Silu, Sigmoid, Tanh, Erf, Sin, Linear];

    /// <summary>The activation with this id; null when there is none.</summary>
    public static Activation? Find(string id) => All.FirstOrDefault(activation => activation.Id == id);

    private static Activation Rectifier(string id, double slope) =>
        new(id, x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, slope == 1 ? [] : [0.0], slope);

    private static double Normal(double x) => 0.5 * (1 + DeterministicMath.Erf(x * RootHalf));

    private static double Logistic(double x) => 1 / (1 + DeterministicMath.Exp(-x));
}
