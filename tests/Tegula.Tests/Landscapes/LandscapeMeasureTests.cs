using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Landscapes;
using Tegula.Tests.Training;
using Tegula.Training;

namespace Tegula.Tests.Landscapes;

public sealed class LandscapeMeasureTests
{
    private static readonly LandscapeOptions Few = new() { Points = 3, Samples = 40, Seed = 5, Threads = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_loss_of_a_linear_classifier_is_the_closed_form_at_every_point()
    {
        TrainedNetwork network = SmallNetworks.Linear();
        ListedImages data = ListedImages.Halves(150, 3);
        LandscapeGrid grid = LossContour.Measure(network, data, new() { Points = 5, Radius = 2, Samples = 1000 }, null, Token);
        float[][] directions = Directions(network, 0);
        grid.Coordinates.ShouldBe([-2, -1, 0, 1, 2]);
        for (int row = 0; row < 5; row++)
        {
            for (int column = 0; column < 5; column++)
            {
                float[] weights = Moved(network, directions, grid.Coordinates[column], grid.Coordinates[row]);
                grid.Rows[row][column].ShouldBe(Enumerable.Range(0, 150).Average(n => Logistic(data, weights, n).Loss), 1e-6);
            }
        }

        grid.Centre.ShouldBe(grid.Rows[2][2]);
    }

    [Fact]
    public void The_variance_of_a_linear_classifier_is_the_closed_form_at_every_point()
    {
        // The gradient of an image is (p - y) (x, 1) for each class.
        TrainedNetwork network = SmallNetworks.Linear();
        ListedImages data = ListedImages.Halves(37, 3);
        LandscapeGrid grid = GradientVariance.Measure(network, data, new() { Points = 3, Samples = 1000 }, null, Token);
        float[][] directions = Directions(network, 0);
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                float[] weights = Moved(network, directions, grid.Coordinates[column], grid.Coordinates[row]);
                double[][] gradients = [.. Enumerable.Range(0, 37).Select(n => GradientOf(data, weights, n))];
                double[] mean = [.. Enumerable.Range(0, 34).Select(i => gradients.Average(gradient => gradient[i]))];
                double expected = gradients.Average(gradient => gradient.Zip(mean).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
                grid.Rows[row][column].ShouldBe(expected, 1e-5 * expected);
            }
        }
    }

    [Fact]
    public void The_variance_of_a_network_is_that_of_gradients_taken_one_image_at_a_time()
    {
        TrainedNetwork network = SmallNetworks.Convolutional();
        ListedImages data = ListedImages.Halves(21, 6);
        double[][] gradients = [.. Enumerable.Range(0, 21).Select(n => SingleGradient(network, data, n))];
        double[] mean = [.. Enumerable.Range(0, network.Graph.ParameterLength).Select(i => gradients.Average(gradient => gradient[i]))];
        double expected = gradients.Average(gradient => gradient.Zip(mean).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));

        GradientVariance.Measure(network, data, Few, null, Token).Centre.ShouldBe(expected, 1e-5 * expected);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads_and_every_point_is_told_of()
    {
        TrainedNetwork network = SmallNetworks.Convolutional();
        ListedImages data = ListedImages.Halves(100, 6);
        int last = 0;
        LandscapeGrid one = LossContour.Measure(network, data, Few with { Threads = 1 }, done => last = done, Token);
        LandscapeGrid three = LossContour.Measure(network, data, Few with { Threads = 3 }, null, Token);
        last.ShouldBe(9);
        one.Values.ShouldBe(three.Values);
        GradientVariance.Measure(network, data, Few with { Threads = 1 }, null, Token).Values
            .ShouldBe(GradientVariance.Measure(network, data, Few with { Threads = 3 }, null, Token).Values);
        LossContour.Measure(network, data, Few with { Seed = 6 }, null, Token).Values.ShouldNotBe(one.Values);
    }

    [Fact]
    public void Where_numbers_overflow_the_value_is_infinite()
    {
        LandscapeOptions far = Few with { Radius = 1e38 };
        TrainedNetwork network = SmallNetworks.Convolutional();
        LandscapeGrid loss = LossContour.Measure(network, ListedImages.Halves(20, 6), far, null, Token);
        loss.Rows[0][0].ShouldBe(double.PositiveInfinity);
        loss.Centre.ShouldBeLessThan(100);
        GradientVariance.Measure(network, ListedImages.Halves(20, 6), far, null, Token).Rows[0][0].ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void A_measurement_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => LossContour.Measure(
            SmallNetworks.Linear(), ListedImages.Halves(20, 6), new() { Points = 51 }, _ => source.Cancel(), source.Token));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        TrainedNetwork network = SmallNetworks.Convolutional();
        ListedImages data = ListedImages.Halves(20, 6);
        Should.Throw<ArgumentException>(() => LossContour.Measure(network with { Weights = new float[3] }, data, Few, null, Token))
            .Message.ShouldBe($"the network has {network.Graph.ParameterLength} parameters, 3 were given");
        Should.Throw<ArgumentException>(() => LossContour.Measure(network with { Statistics = new(3) }, data, Few, null, Token))
            .Message.ShouldBe("the network normalises 4 channels, statistics of 3 were given");
        Should.Throw<ArgumentException>(() => new LandscapeOptions { Points = 50 }).Message.ShouldBe("Points is 50, expected an odd number from 3");
        Should.Throw<ArgumentException>(() => new LandscapeOptions { Radius = double.NaN }).Message.ShouldContain("above 0");
        Should.Throw<ArgumentException>(() => new LandscapeOptions { Samples = 0 }).Message.ShouldBe("Samples is 0, expected at least 1");
    }

    private static float[][] Directions(TrainedNetwork network, ulong seed) =>
        [.. Enumerable.Range(0, 2).Select(number => FilterNormalizedDirection.Draw(network.Graph, network.Weights.Span, seed, number))];

    private static float[] Moved(TrainedNetwork network, float[][] directions, double alpha, double beta) =>
        [.. network.Weights.ToArray().Select((weight, i) => (float)(weight + (alpha * directions[0][i]) + (beta * directions[1][i])))];

    private static (double Loss, double[] Errors, float[] Image) Logistic(ImageDataset data, float[] weights, int n)
    {
        float[] image = new float[16];
        data.ReadImage(n, image);
        double[] logits = [.. Enumerable.Range(0, 2).Select(k => weights[32 + k] + Enumerable.Range(0, 16).Sum(i => (double)weights[(k * 16) + i] * image[i]))];
        int label = data.Label(n);
        double wrong = 1 / (1 + Math.Exp(logits[label] - logits[1 - label]));
        double[] errors = [wrong, wrong];
        errors[label] = -wrong;
        return (-Math.Log(1 - wrong), errors, image);
    }

    private static double[] GradientOf(ImageDataset data, float[] weights, int n)
    {
        (_, double[] errors, float[] image) = Logistic(data, weights, n);
        return [.. errors.SelectMany(error => image.Select(value => error * value)), .. errors];
    }

    private static double[] SingleGradient(TrainedNetwork network, ImageDataset data, int n)
    {
        var forwardPlan = ForwardPlan.Compile(network.Graph, 1, keepsActivations: true);
        using var forward = new ForwardPass();
        using var backward = new GradientPass();
        float[] image = new float[16];
        float[] logits = new float[2];
        float[] cotangent = new float[2];
        float[] gradient = new float[network.Graph.ParameterLength];
        data.ReadImage(n, image);
        forward.Run(forwardPlan, network.Weights.Span, image, BatchNormMode.GivenStatistics, network.Statistics);
        forward.ReadOutput(logits);
        _ = SoftmaxCrossEntropy.Of(logits, [data.Label(n)], cotangent);
        backward.Run(GradientPlan.Compile(forwardPlan, _ => true), forward, cotangent, NormGradient.FrozenStatistics, gradient);
        return [.. gradient.Select(value => (double)value)];
    }
}
