using MathNet.Numerics.LinearAlgebra;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Compute.Tests.Goldens;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;

namespace Tegula.Tests.Indicators;

public sealed class NaswotTests
{
    private static readonly RandomImages Images = new(new(3, 8, 8), 80);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("all convolutions")]
    [InlineData("mixed operations")]
    public void Kernel_and_score_are_those_of_pytorch(string title)
    {
        GoldenCase golden = GoldenFile.Read("training").Cases.Single(item => item.Name == "naswot, " + title);
        Graph graph = GoldenNetwork.Build(golden);
        using var counter = new ActivationAgreement();
        var plan = ForwardPlan.Compile(graph, golden["images"].Shape[0]);

        double[,]? kernel = counter.Kernel(plan, GoldenNetwork.Parameters(graph, golden), golden["images"].BatchInnermost, Token);

        kernel.ShouldNotBeNull().Cast<double>().ShouldBe(golden["kernel"].Values);
        (double value, IndicatorStatus status) = Naswot.LogDeterminant(kernel);
        status.ShouldBe(IndicatorStatus.Ok);
        value.ShouldBe(golden.Attributes.GetProperty("score").GetDouble(), 1e-10);
    }

    [Theory]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_3x3~0|avg_pool_3x3~1|nor_conv_1x1~2|", 12)]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|", 70)]
    public void The_score_counts_agreements_one_by_one(string text, int batch)
    {
        Graph graph = Network(text);
        using var indicator = new Naswot(Images, 5, batch);

        (double value, IndicatorStatus status) = indicator.Measure(graph, 2, Token);

        status.ShouldBe(IndicatorStatus.Ok);
        var kernel = Matrix<double>.Build.DenseOfArray(Counted(graph, MinibatchSampler.Draw(Images, batch, 5, 0), 2));
        value.ShouldBe(kernel.LU().U.Diagonal().Sum(pivot => Math.Log(Math.Abs(pivot))), 1e-8);
    }

    [Fact]
    public void A_shared_rectifier_counts_for_every_operation_that_reads_it()
    {
        // Input -> ReLU -> two convolutions -> ReLU -> classifier: 2 x 12 units and 20 more.
        var builder = new GraphBuilder(new TensorShape(3, 2, 2));
        int shared = builder.Relu(builder.Input);
        int sum = builder.Add(builder.Convolution(shared, "a", 5, Extent.Square(1)), builder.Convolution(shared, "b", 5, Extent.Square(1)));
        Graph graph = builder.Build(builder.Linear(builder.Relu(sum), "classifier", 2));
        using var counter = new ActivationAgreement();
        float[] parameters = WeightInitialization.KaimingNormal(graph, 1, 0);
        double[,]? kernel = counter.Kernel(ForwardPlan.Compile(graph, 3), parameters, new float[36], Token);
        kernel.ShouldNotBeNull().Cast<double>().ShouldAllBe(agreements => agreements.Equals((2 * 12) + 20.0));
    }

    [Fact]
    public void A_factorised_reduction_reads_its_rectifier_once()
    {
        var builder = new GraphBuilder(new TensorShape(3, 4, 4));
        int shared = builder.Relu(builder.Input);
        int even = builder.Convolution(shared, "even", 2, Extent.Square(1), Extent.Square(2));
        int odd = builder.Convolution(builder.Crop(shared, Extent.Square(1)), "odd", 2, Extent.Square(1), Extent.Square(2));
        Graph graph = builder.Build(builder.Linear(builder.Concat(even, odd), "classifier", 2));
        using var counter = new ActivationAgreement();
        float[] parameters = WeightInitialization.KaimingNormal(graph, 1, 0);
        double[,]? kernel = counter.Kernel(ForwardPlan.Compile(graph, 3), parameters, new float[144], Token);
        kernel.ShouldNotBeNull().Cast<double>().ShouldAllBe(agreements => agreements.Equals(48.0));
    }

    [Fact]
    public void Images_that_cannot_be_told_apart_make_the_kernel_singular()
    {
        using var indicator = new Naswot(new RandomImages(new(3, 8, 8), 20, constant: 77), 1, 16);
        Graph graph = Network("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|skip_connect~1|none~2|");
        indicator.Measure(graph, 0, Token).Status.ShouldBe(IndicatorStatus.Singular);
    }

    [Fact]
    public void Seed_and_repeat_decide_whatever_the_threads()
    {
        Graph graph = Network("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_3x3~0|avg_pool_3x3~1|nor_conv_1x1~2|");
        using var indicator = new Naswot(Images, 5, 16);
        double[] alone = [.. Enumerable.Range(0, 6).Select(repeat => indicator.Measure(graph, repeat, Token).Value)];
        double[] together = new double[6];
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Token }, repeat =>
            together[repeat] = indicator.Measure(graph, repeat, Token).Value);
        together.ShouldBe(alone);
        alone.Distinct().Count().ShouldBe(6);
        using var other = new Naswot(Images, 6, 16);
        other.Measure(graph, 0, Token).Value.ShouldNotBe(alone[0]);
    }

    [Fact]
    public void Requests_that_make_no_kernel_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Naswot(Images, 0, 1)).Message.ShouldBe("a batch of 1 has no pair to compare; at least 2 images are needed");
        Should.Throw<DatasetException>(() => new Naswot(Images, 0)).Message.ShouldStartWith("random images: a batch of 128 is larger than the data, 80 images");
    }

    [Fact]
    public void A_measurement_can_be_cancelled_and_the_indicator_goes_on()
    {
        Graph graph = Network("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|skip_connect~1|none~2|");
        using var indicator = new Naswot(Images, 5, 16);
        Should.Throw<OperationCanceledException>(() => indicator.Measure(graph, 0, new CancellationToken(canceled: true)));
        indicator.Measure(graph, 0, Token).Status.ShouldBe(IndicatorStatus.Ok);
    }

    private static Graph Network(string text) => NasBench201Network.Build(
        CellComputation.Of(NasBench201Cell.Parse(text)), new NasBench201Skeleton { Channels = 4, CellsPerStage = 2, ImageHeight = 8, ImageWidth = 8 });

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
