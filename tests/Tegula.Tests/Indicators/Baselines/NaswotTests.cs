using MathNet.Numerics.LinearAlgebra;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Indicators.Baselines;
using Tegula.Networks;

namespace Tegula.Tests.Indicators.Baselines;

public sealed class NaswotTests
{
    private const string Mixed = "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_3x3~0|avg_pool_3x3~1|nor_conv_1x1~2|";
    private const string OneConvolution = "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|skip_connect~1|none~2|";
    private static readonly RandomImages Images = new(new(3, 8, 8), 80);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("all convolutions")]
    [InlineData("mixed operations")]
    public void Kernel_and_score_are_those_of_pytorch(string title)
    {
        GoldenCase golden = GoldenFile.Read("training").Cases.Single(item => item.Name == "naswot, " + title);
        Graph graph = GoldenNetwork.Build(golden);

        double[,] kernel = Kernel(graph, GoldenNetwork.Parameters(graph, golden), golden["images"].BatchInnermost, golden["images"].Shape[0]);

        kernel.Cast<double>().ShouldBe(golden["kernel"].Values);
        (double value, IndicatorStatus status) = Naswot.LogDeterminant(kernel);
        status.ShouldBe(IndicatorStatus.Ok);
        value.ShouldBe(golden.Attributes.GetProperty("score").GetDouble(), 1e-10);
    }

    [Theory]
    [InlineData(Mixed, 12)]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|", 70)]
    public void The_score_counts_agreements_one_by_one(string text, int batch)
    {
        Graph graph = Network(text);

        double value = new Naswot().ValueOf(Observations.Of(graph, Images, batch, 5, 2, new Naswot()));

        var kernel = Matrix<double>.Build.DenseOfArray(Counted(graph, ImageBatch.Gather(Images, [.. Enumerable.Range(0, batch)]), 2));
        value.ShouldBe(kernel.LU().U.Diagonal().Sum(pivot => Math.Log(Math.Abs(pivot))), 1e-8);
    }

    [Theory]
    [InlineData(NetworkScale.Small)]
    [InlineData(NetworkScale.Whole)]
    public void The_suite_looks_at_the_network_of_the_size_asked_for(NetworkScale scale)
    {
        var networks = NasBench201IndicatorNetworks.Instance;
        var cell = NasBench201Cell.Parse(OneConvolution);
        using var suite = IndicatorSuite.ForNasBench201(Images, new() { Indicators = [Naswot.Id], Network = scale, BatchSize = 8, Repeats = 1, Seed = 3 });
        Graph graph = networks.Sized(cell, Images.Shape, Images.ClassCount, scale == NetworkScale.Whole ? networks.WholeSize : networks.SmallSize);
        using var observer = new NetworkObserver(MinibatchSampler.Draw(Images, 8, 3, 0), null, 3);
        NetworkObservation observation = observer.Observe(graph, () => graph, 0, NetworkViews.Agreement, Token);
        suite.Score(cell, Token).Indicators[Naswot.Id].Value.ShouldBe(new Naswot().ValueOf(observation));
    }

    [Fact]
    public void A_shared_rectifier_counts_for_every_operation_that_reads_it()
    {
        // Input -> ReLU -> two convolutions -> ReLU -> classifier: 2 x 12 units and 20 more.
        var builder = new GraphBuilder(new TensorShape(3, 2, 2));
        int shared = builder.Relu(builder.Input);
        int sum = builder.Add(builder.Convolution(shared, "a", 5, Extent.Square(1)), builder.Convolution(shared, "b", 5, Extent.Square(1)));
        Graph graph = builder.Build(builder.Linear(builder.Relu(sum), "classifier", 2));
        Kernel(graph, WeightInitialization.KaimingNormal(graph, 1, 0), new float[36], 3).Cast<double>().ShouldAllBe(units => units.Equals((2 * 12) + 20.0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_factorised_reduction_reads_its_rectifier_once(int reductions)
    {
        // As DARTS networks have it: the second half runs over a padded image, and what saw padding alone is cropped.
        Extent one = Extent.Square(1);
        var builder = new GraphBuilder(new TensorShape(3, 4, 4));
        int shared = builder.Relu(builder.Input);
        int[] reduced = [.. Enumerable.Range(0, reductions).Select(Reduction)];
        Graph graph = builder.Build(builder.Linear(builder.Add(reduced), "classifier", 2));
        Kernel(graph, WeightInitialization.KaimingNormal(graph, 1, 0), new float[144], 3).Cast<double>().ShouldAllBe(units => units.Equals(48.0 * reductions));

        int Reduction(int number)
        {
            int even = builder.Convolution(shared, $"even{number}", 2, one, Extent.Square(2));
            int odd = builder.Convolution(shared, $"odd{number}", 2, one, Extent.Square(2), padding: one);
            return builder.BatchNorm(builder.Concat(even, builder.Crop(odd, one)), $"bn{number}");
        }
    }

    [Fact]
    public void Images_that_cannot_be_told_apart_make_the_kernel_singular()
    {
        NetworkObservation observation = Observations.Of(Network(OneConvolution), new RandomImages(new(3, 8, 8), 20, constant: 77), 16, 1, 0, new Naswot());
        new Naswot().Of(observation).Status.ShouldBe(IndicatorStatus.Singular);
    }

    [Fact]
    public void Seed_and_repeat_decide()
    {
        Graph graph = Network(Mixed);
        double Value(ulong seed, int repeat) => new Naswot().ValueOf(Observations.Of(graph, Images, 16, seed, repeat, new Naswot()));
        double[] values = [.. Enumerable.Range(0, 6).Select(repeat => Value(5, repeat))];
        values.ShouldBeUnique();
        Value(5, 3).ShouldBe(values[3]);
        Value(6, 0).ShouldNotBe(values[0]);
    }

    [Fact]
    public void A_measurement_can_be_cancelled_and_the_observer_goes_on()
    {
        Graph graph = Network(OneConvolution);
        using var observer = new NetworkObserver(MinibatchSampler.Draw(Images, 16, 5, 0), null, 5);
        Should.Throw<OperationCanceledException>(() => observer.Observe(graph, () => graph, 0, NetworkViews.Agreement, new CancellationToken(canceled: true)));
        NetworkObservation observation = observer.Observe(graph, () => graph, 0, NetworkViews.Agreement, Token);
        new Naswot().Of(observation).Status.ShouldBe(IndicatorStatus.Ok);
    }

    private static Graph Network(string text) => NasBench201Network.Build(
        CellComputation.Of(NasBench201Cell.Parse(text)), new NasBench201Skeleton { Channels = 4, CellsPerStage = 2, ImageHeight = 8, ImageWidth = 8 });

    private static double[,] Kernel(Graph graph, float[] parameters, float[] images, int samples)
    {
        var agreement = new ActivationAgreement();
        agreement.Start(samples);
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, samples), parameters, images, computed: node =>
        {
            if (node.Operation is ReluOperation) agreement.Add(pass, node);
        });
        return agreement.Kernel();
    }

    private static double[,] Counted(Graph graph, ImageBatch batch, int repeat)
    {
        double[,] kernel = new double[batch.Size, batch.Size];
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, batch.Size), WeightInitialization.KaimingNormal(graph, 5, repeat), batch.Images, computed: node =>
        {
            if (node.Operation is not ReluOperation) return;
            float[] values = new float[node.Shape.Length * batch.Size];
            pass.ReadValue(node, values);
            int readers = graph.Nodes.Count(other => other.Inputs.Contains(node.Index));
            for (int i = 0; i < batch.Size; i++)
            {
                for (int j = 0; j < batch.Size; j++)
                {
                    for (int unit = 0; unit < node.Shape.Length; unit++)
                    {
                        if (values[(unit * batch.Size) + i] > 0 == values[(unit * batch.Size) + j] > 0) kernel[i, j] += readers;
                    }
                }
            }
        });
        return kernel;
    }
}
