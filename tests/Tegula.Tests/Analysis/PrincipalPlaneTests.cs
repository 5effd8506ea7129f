using Tegula.Analysis;
using Tegula.Compute;

namespace Tegula.Tests.Analysis;

public sealed class PrincipalPlaneTests
{
    [Fact]
    public void Points_in_a_plane_keep_their_distances()
    {
        double[] across = [0.6, 0, 0.8, 0], up = [0, 1, 0, 0];
        (double A, double B)[] places = [(0, 0), (5, 1), (-4, 2), (7, -1), (-8, -2)];
        double[][] points = [.. places.Select(place => across.Zip(up, (a, b) => 3 + (place.A * a) + (place.B * b)).ToArray())];
        var plane = PrincipalPlane.Of(points);
        (plane.FirstShare + plane.SecondShare).ShouldBe(1, 1e-12);
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (plane.Project(points[i]), plane.Project(points[j]));
                Math.Sqrt(Square(one.X - other.X) + Square(one.Y - other.Y))
                    .ShouldBe(Math.Sqrt(Square(places[i].A - places[j].A) + Square(places[i].B - places[j].B)), 1e-12);
            }
        }
    }

    [Fact]
    public void The_components_are_those_that_power_iteration_finds()
    {
        var points = Cloud(60, 7);
        var plane = PrincipalPlane.Of(points);
        double[,] covariance = Covariance(points);
        var total = Enumerable.Range(0, 7).Sum(i => covariance[i, i]);
        double[] first = PowerIteration(covariance);
        var value = Rayleigh(covariance, first);
        plane.FirstShare.ShouldBe(value / total, 1e-9);
        Math.Abs(first.Zip(plane.Components[0], (a, b) => a * b).Sum()).ShouldBe(1, 1e-9);
        for (var i = 0; i < 7; i++)
        {
            for (var j = 0; j < 7; j++)
                covariance[i, j] -= value * first[i] * first[j];
        }

        double[] second = PowerIteration(covariance);
        plane.SecondShare.ShouldBe(Rayleigh(covariance, second) / total, 1e-9);
        Math.Abs(second.Zip(plane.Components[1], (a, b) => a * b).Sum()).ShouldBe(1, 1e-6);
    }

    [Fact]
    public void The_mean_stands_at_zero_and_the_largest_coordinate_of_a_component_is_positive()
    {
        var points = Cloud(40, 5);
        var plane = PrincipalPlane.Of(points);
        points.Average(point => plane.Project(point).X).ShouldBe(0, 1e-12);
        points.Average(point => plane.Project(point).Y).ShouldBe(0, 1e-12);
        plane.Components.ShouldAllBe(component => component.MaxBy(Math.Abs) > 0);
    }

    [Fact]
    public void The_order_of_the_points_and_their_reflection_at_the_mean_do_not_turn_the_plane()
    {
        var points = Cloud(30, 5);
        var plane = PrincipalPlane.Of(points);
        double[][] mirrored = [.. points.Select(point => Array.ConvertAll(point, entry => -entry))];
        foreach (var other in new[] { PrincipalPlane.Of([.. points.Reverse()]), PrincipalPlane.Of(mirrored) })
        {
            other.Components.SelectMany(entry => entry).Zip(plane.Components.SelectMany(entry => entry))
                .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
        }
    }

    [Fact]
    public void Equal_points_have_no_variance_and_stand_at_zero()
    {
        var plane = PrincipalPlane.Of([[1, 2, 3], [1, 2, 3]]);
        (plane.FirstShare, plane.SecondShare).ShouldBe((0, 0));
        plane.Project([1, 2, 3]).ShouldBe((0, 0));
    }

    [Fact]
    public void Without_points_of_one_length_there_is_no_plane()
    {
        Should.Throw<ArgumentException>(() => PrincipalPlane.Of([]));
        Should.Throw<ArgumentException>(() => PrincipalPlane.Of([[1, 2], [1, 2, 3]]));
        Should.Throw<ArgumentException>(() => PrincipalPlane.Of([[1]]));
    }

    private static double Square(double value) => value * value;

    private static double[][] Cloud(int count, int dimensions)
    {
        var random = new RandomStream(5, "test/cloud");
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(1, dimensions).Select(d => d * random.NextGaussian()).ToArray())];
    }

    private static double[,] Covariance(double[][] points)
    {
        var size = points[0].Length;
        var covariance = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                double a = points.Average(point => point[i]), b = points.Average(point => point[j]);
                covariance[i, j] = points.Average(point => (point[i] - a) * (point[j] - b));
            }
        }

        return covariance;
    }

    private static double[] PowerIteration(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        double[] vector = [.. Enumerable.Range(1, size).Select(i => 1.0 / i)];
        for (var step = 0; step < 5000; step++)
        {
            double[] next = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => matrix[i, j] * vector[j]))];
            var length = Math.Sqrt(next.Sum(Square));
            vector = Array.ConvertAll(next, entry => entry / length);
        }

        return vector;
    }

    private static double Rayleigh(double[,] matrix, double[] vector) =>
        Enumerable.Range(0, vector.Length).Sum(i => Enumerable.Range(0, vector.Length).Sum(j => vector[i] * matrix[i, j] * vector[j]));
}
