using MathNet.Numerics;
using MathNet.Numerics.Integration;
using Tegula.Kernels;
using Tegula.Kernels.Internals;

namespace Tegula.Tests.Kernels;

/// <summary>The kernel of one linear edge and its derivative kernel, by quadrature, against closed forms and brute force.</summary>
public sealed class ActivationTests
{
    private static readonly double[] Correlations = [-1, -0.999, -0.7, -0.2, 0, 1e-6, 0.1, 0.5, 0.9, 0.99, 0.99999, 1];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(0.01, 0.01)]
    [InlineData(50, 50)]
    [InlineData(1, 2)]
    [InlineData(0.3, 5)]
    [InlineData(9, 0.1)]
    public void Erf_has_its_closed_form(double a, double b)
    {
        double scale = 1 / (2 / Math.PI * Math.Asin(2.0 / 3)), lengths = (1 + (2 * a)) * (1 + (2 * b));
        EachCorrelation(Activations.Erf, a, b, (r, value, derivative) =>
        {
            double k = r * Math.Sqrt(a * b);
            value.ShouldBe(scale * 2 / Math.PI * Math.Asin(2 * k / Math.Sqrt(lengths)), 1e-10);
            derivative.ShouldBe(scale * 4 / Math.PI / Math.Sqrt(lengths - (4 * k * k)), 1e-10);
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(0.2, 0.2)]
    [InlineData(1, 2)]
    [InlineData(9, 0.1)]
    public void Sine_has_its_closed_form(double a, double b)
    {
        double scale = 2 / (1 - Math.Exp(-2));
        EachCorrelation(Activations.Sin, a, b, (r, value, derivative) =>
        {
            double k = r * Math.Sqrt(a * b);
            double near = Math.Exp(k - ((a + b) / 2)), far = Math.Exp(-k - ((a + b) / 2));
            value.ShouldBe(scale * (near - far) / 2, 1e-10);
            derivative.ShouldBe(scale * (near + far) / 2, 1e-10);
        });
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 3, 3)]
    [InlineData(0, 0.5, 4)]
    [InlineData(0.01, 2, 2)]
    [InlineData(1, 2, 2)]
    public void A_rectifier_given_as_a_function_with_a_kink_has_the_closed_form(double slope, double a, double b)
    {
        Activation closed = slope == 0 ? Activations.Relu : slope == 1 ? Activations.Linear : Activations.LeakyRelu;
        var own = new Activation("own", x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, 0);
        own.Normalization.ShouldBe(closed.Normalization, 1e-12);
        own.Normalization.ShouldBe(2 / (1 + (slope * slope)), 1e-12);
        (double Value, double Derivative)[] expected = Edge(closed, a, b, Correlations);
        foreach (((double value, double derivative), int i) in Edge(own, a, b, Correlations).Select((pair, i) => (pair, i)))
        {
            value.ShouldBe(expected[i].Value, 1e-10);
            derivative.ShouldBe(expected[i].Derivative, 1e-10);
        }
    }

    [Fact]
    public void Relu_has_the_closed_form_of_the_arc_cosine_kernel_and_the_identity_passes_the_kernel_on()
    {
        EachCorrelation(Activations.Relu, 3, 5, (r, value, derivative) =>
        {
            value.ShouldBe(Math.Sqrt(15) * PlainDag.F(r), 1e-13);
            derivative.ShouldBe((Math.PI - Math.Acos(r)) / Math.PI, 1e-13);
        });
        EachCorrelation(Activations.Linear, 2, 3, (r, value, derivative) =>
        {
            value.ShouldBe(r * Math.Sqrt(6), 1e-14);
            derivative.ShouldBe(1, 1e-14);
        });
    }

    [Fact]
    public void Kinks_away_from_zero_give_the_orthant_probabilities_of_the_normal_distribution()
    {
        // The derivative of a clipped line is 1 between its kinks: P(-1 < x < 2, -1 < y < 2).
        var clipped = new Activation("clipped", x => Math.Clamp(x, -1, 2), x => x is > -1 and < 2 ? 1 : 0, -1, 2);
        double[] correlations = [-0.9, 0, 0.3, 0.8, 0.999];
        foreach ((double r, (double _, double derivative)) in correlations.Zip(Edge(clipped, 1, 1, correlations)))
        {
            double expected = Orthant(-1, -1, r) - (2 * Orthant(-1, 2, r)) + Orthant(2, 2, r);
            derivative.ShouldBe(clipped.Normalization * expected, 1e-10);
        }
    }

    [Theory]
    [InlineData("elu")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("sin")]
    public void Every_activation_agrees_with_brute_force_over_the_plane(string id)
    {
        Activation activation = Activations.Find(id)!;
        activation.Normalization.ShouldBe(1 / Line(x => activation.Value(x) * activation.Value(x)), 1e-11 * activation.Normalization);
        foreach ((double a, double b, double r) in new[] { (1.0, 1.0, 0.5), (2.0, 2.0, -0.8), (0.5, 3.0, 0.9), (1.0, 1.0, 0.0) })
        {
            (double value, double derivative) = Edge(activation, a, b, r)[0];
            value.ShouldBe(activation.Normalization * Plane(activation.Value, Math.Sqrt(a), Math.Sqrt(b), r), 1e-10);
            derivative.ShouldBe(activation.Normalization * Plane(activation.Derivative, Math.Sqrt(a), Math.Sqrt(b), r), 1e-10);
        }
    }

    [Fact]
    public void Every_activation_has_a_derivative_that_is_its_slope()
    {
        foreach (Activation activation in Activations.All)
        {
            for (double x = -6; x <= 6; x += 0.37)
            {
                double slope = (activation.Value(x + 1e-5) - activation.Value(x - 1e-5)) / 2e-5;
                activation.Derivative(x).ShouldBe(slope, 1e-8, $"{activation} at {x}");
            }
        }
    }

    [Fact]
    public void A_unit_kernel_stays_a_unit_kernel_behind_every_activation()
    {
        foreach (Activation activation in Activations.All)
            Edge(activation, 1, 1, 1.0)[0].Value.ShouldBe(1, 1e-11, activation.Id);
    }

    [Fact]
    public void Deep_kernels_of_many_samples_agree_with_edge_by_edge_quadrature()
    {
        // DAG#3 with tanh: variances 1 in front of the first edges, larger in front of the last.
        double[,] kernel = NngpTests.Network("2_21_112", Activations.Tanh).Kernels(NngpTests.RandomKernel(9)).Nngp;
        double[,] input = NngpTests.RandomKernel(9);
        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double first = Activations.Tanh.Normalization * Plane(Activations.Tanh.Value, 1, 1, input[i, j]);
                double root = Math.Sqrt(2);
                double second = Activations.Tanh.Normalization * Plane(Activations.Tanh.Value, root, root, first);
                kernel[i, j].ShouldBe(input[i, j] + first + second, 1e-9);
            }
        }
    }

    [Fact]
    public void An_activation_that_cannot_be_used_is_refused_in_one_line()
    {
        NngpTests.Refused(() => _ = new Activation("none", _ => 0, _ => 0), "none");
        NngpTests.Refused(() => _ = new Activation("half", Math.Sqrt, x => 0.5 / Math.Sqrt(x)), "half");
        var hidden = new Activation("hidden", x => x > 0.37 ? 1 : 0, _ => 0);
        NngpTests.Refused(() => NngpTests.Network("2", hidden).Kernels(InputKernel.OfCorrelation(0.5)), "hidden");
        Activations.Find("rleu").ShouldBeNull();
    }

    // One linear edge from a node whose samples have variances a and b, at each correlation.
    private static (double Value, double Derivative)[] Edge(Activation activation, double a, double b, params double[] correlations)
    {
        int count = (correlations.Length + 3) / 4 * 4;
        double[] variances = new double[count], kernel = new double[count], values = new double[count], derivatives = new double[count];
        for (int i = 0; i < count; i++)
            (variances[i], kernel[i]) = (b, i < correlations.Length ? correlations[i] * Math.Sqrt(a * b) : 0);
        EdgeKernel.For(activation, [a, b], 2).Evaluate(a, variances, kernel, values, derivatives);
        return [.. values.Zip(derivatives).Take(correlations.Length)];
    }

    private static void EachCorrelation(Activation activation, double a, double b, Action<double, double, double> check)
    {
        foreach ((double r, (double value, double derivative)) in Correlations.Zip(Edge(activation, a, b, Correlations)))
            check(r, value, derivative);
    }

    // Polar coordinates: a kink at zero lies on the ends of arcs.
    private static double Plane(Func<double, double> s, double da, double db, double r)
    {
        double sine = Math.Sqrt(1 - (r * r)), sum = 0, tilt = Math.Atan2(r, sine);
        double[] ends = [-Math.PI / 2, .. new[] { -tilt, Math.PI / 2, Math.PI - tilt }.Order(), Math.PI * 3 / 2];
        for (int arc = 1; arc < ends.Length; arc++)
        {
            sum += GaussLegendreRule.Integrate(
                angle => Ray(Math.Cos(angle) * da, ((r * Math.Cos(angle)) + (sine * Math.Sin(angle))) * db), ends[arc - 1], ends[arc], 128);
        }

        return sum / (2 * Math.PI);

        double Ray(double x, double y) => GaussLegendreRule.Integrate(rho => rho * Math.Exp(-rho * rho / 2) * s(rho * x) * s(rho * y), 0, 10, 128);
    }

    private static double Line(Func<double, double> s) =>
        (GaussLegendreRule.Integrate(z => Math.Exp(-z * z / 2) * s(z), -10, 0, 128)
            + GaussLegendreRule.Integrate(z => Math.Exp(-z * z / 2) * s(z), 0, 10, 128)) / Math.Sqrt(2 * Math.PI);

    // P(x > h, y > k) for correlation r: its derivative in r is the density.
    private static double Orthant(double h, double k, double r)
    {
        double Tail(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));
        double angle = Math.Asin(r);
        double Density(double t) => Math.Exp(-((h * h) + (k * k) - (2 * h * k * Math.Sin(t))) / (2 * Math.Cos(t) * Math.Cos(t))) / (2 * Math.PI);
        return (Tail(h) * Tail(k)) + GaussLegendreRule.Integrate(Density, 0, angle, 256);
    }
}
