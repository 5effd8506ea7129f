using Tegula.Statistics;

namespace Tegula.Tests.Statistics;

public sealed class MultipleCorrelationTests
{
    [Fact]
    public void With_one_column_it_is_the_size_of_the_linear_correlation()
    {
        (double[] x, double[] y) = CorrelationTests.Normals(50, -0.5, 11);
        MultipleCorrelation.R(y, x)!.Value.ShouldBe(-PearsonCorrelation.R(x, y)!.Value, 1e-12);
    }

    [Fact]
    public void With_two_columns_it_is_the_closed_form_of_the_three_pairwise_correlations()
    {
        (double[] first, double[] second) = CorrelationTests.Normals(60, 0.4, 12);
        (double[] noise, _) = CorrelationTests.Normals(60, 0, 13);
        double[] y = [.. first.Zip(second, noise).Select(row => row.First - (2 * row.Second) + row.Third)];
        double a = PearsonCorrelation.R(first, y)!.Value, b = PearsonCorrelation.R(second, y)!.Value, c = PearsonCorrelation.R(first, second)!.Value;

        double square = ((a * a) + (b * b) - (2 * a * b * c)) / (1 - (c * c));
        MultipleCorrelation.R(y, first, second)!.Value.ShouldBe(Math.Sqrt(square), 1e-12);
    }

    [Fact]
    public void It_is_1_exactly_for_a_linear_function_and_a_column_that_follows_from_others_changes_nothing()
    {
        (double[] first, double[] second) = CorrelationTests.Normals(40, 0.1, 14);
        double[] plane = [.. first.Zip(second, (a, b) => 3 + (2 * a) - b)];
        MultipleCorrelation.R(plane, first, second)!.Value.ShouldBe(1, 1e-12);

        (double[] y, _) = CorrelationTests.Normals(40, 0, 15);
        double[] constant = [.. Enumerable.Repeat(0.1, 40)];
        MultipleCorrelation.R(y, first, second, plane, constant)!.Value.ShouldBe(MultipleCorrelation.R(y, first, second)!.Value, 1e-9);
    }

    [Fact]
    public void It_is_the_highest_linear_correlation_that_any_weights_reach()
    {
        (double[] first, double[] second) = CorrelationTests.Normals(80, -0.2, 16);
        (double[] noise, _) = CorrelationTests.Normals(80, 0, 17);
        double[] y = [.. first.Zip(second, noise).Select(row => (0.5 * row.First) + row.Second + row.Third)];
        double best = Enumerable.Range(0, 2_000).Max(step =>
        {
            (double sine, double cosine) = Math.SinCos(step * 2 * Math.PI / 2_000);
            return PearsonCorrelation.R([.. first.Zip(second, (a, b) => (cosine * a) + (sine * b))], y)!.Value;
        });
        MultipleCorrelation.R(y, first, second)!.Value.ShouldBe(best, 1e-5);
    }

    [Fact]
    public void Without_anything_that_varies_there_is_none_and_without_columns_the_request_is_wrong()
    {
        MultipleCorrelation.R([1, 1, 1], [1, 2, 3]).ShouldBeNull();
        MultipleCorrelation.R([1, 2, 3], [4, 4, 4]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => MultipleCorrelation.R([1, 2, 3])).Message.ShouldContain("at least one column");
        Should.Throw<ArgumentException>(() => MultipleCorrelation.R([1, 2, 3], [1, 2])).Message.ShouldContain("columns of 2 and of 3 numbers");
    }
}
