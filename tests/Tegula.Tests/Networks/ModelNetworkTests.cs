using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Networks;
using Tegula.Networks.Internals;

namespace Tegula.Tests.Networks;

/// <summary>What the networks of models cost, and their structure where no golden holds it.</summary>
public sealed class ModelNetworkTests
{
    /// <summary>One model of every family of the registry, and some of other sizes.</summary>
    public static TheoryData<string> Models =>
    [
        .. ModelRegistry.All.Select(family => family.Example),
        "densenet-mlp:depth=3,w=1,tc=0,inputs=2,classes=2",
        "densenet-mlp:depth=12,w=7,tc=1000,inputs=48,seed=5",
        "densenet-cnn:depth=25,w=3/4/5,tc=0/7/2,image=9,seed=2",
        "densenet-cnn:depth=20,wm=0.25,tc=3/5/7/9,image=17,classes=3",
        "densenet-cnn-dsconv:depth=20,wm=0.25,tc=3/5/7/9,image=17,expansion=3",
        "mobilenet-v2:0.15",
        "mobilenet-v2:width-mult=1.4,blocks=2/1/1/1/1/1/3,image=33,classes=2",
        "resnet50:width-mult=2",
        "resnet18:width-mult=0.3,image=37,classes=2",
        "resnet20:image=9",
        "wide-resnet:depth=10,width-mult=1",
        "wide-resnet:depth=16,width-mult=0.4,image=11",
        "densenet121:image=47",
        "vgg11:image=32,classes=10",
        "vgg13:image=97",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Parameters_and_multiply_accumulates_are_those_of_the_topology(string text)
    {
        IArchitecture model = ModelRegistry.Parse(text);
        ArchitectureGraph topology = model.ToGraph();

        Graph graph = Build(model);

        ((long)graph.ParameterLength).ShouldBe(topology.Parameters);
        // DenseNet-type CNNs count the multiply-accumulates of convolutions alone.
        Macs(graph, model is DenseNetCnn ? ParameterKind.Convolution : null).ShouldBe(topology.Macs);
        graph.Output.Shape.ShouldBe(new(topology.Nodes[topology.Output].Channels, 1, 1));
        graph.Parameters.Select(parameter => parameter.Name).ShouldBeUnique();
    }

    [Theory]
    [InlineData("resnet18", 11_689_512)]
    [InlineData("resnet50", 25_557_032)]
    [InlineData("mobilenet-v2", 3_504_872)]
    [InlineData("vgg16:bn=true", 138_365_992)]
    [InlineData("densenet121", 7_978_856)]
    [InlineData("wide-resnet:depth=28,width-mult=10", 36_479_194)]
    [InlineData("resnet56", 853_018)]
    public void Networks_have_the_published_numbers_of_parameters(string text, int parameters) =>
        Build(ModelRegistry.Parse(text)).ParameterLength.ShouldBe(parameters);

    [Theory]
    [InlineData(9, 3, 5, 4, Activation.Elu)]
    [InlineData(6, 4, 2, 9, Activation.Relu)]
    [InlineData(5, 2, 1_000, 1, Activation.Elu)]
    [InlineData(3, 3, 0, 1, Activation.Elu)]
    public void A_DenseNet_type_MLP_is_a_chain_of_matrices_over_the_links(int depth, int width, int candidates, int colours, Activation activation)
    {
        var model = new DenseNetMlp(depth, width, candidates) { Inputs = colours * 6, Classes = 3, Seed = 8 };
        Graph graph = ArchitectureNetwork.Build(model, new(colours, 2, 3), 3, new() { Activation = activation });
        float[] parameters = NamedNoise.Parameters(graph);
        float[] output = NamedNoise.Output(graph, 4);
        double[] images = NamedNoise.Of("images", 4 * model.Inputs);
        for (int sample = 0; sample < 4; sample++)
        {
            // Every neuron of every layer, in the order in which the links number them.
            List<double> neurons = [];
            for (int layer = 0; layer < depth; layer++)
            {
                double[] read = layer == 0
                    ? images[(sample * model.Inputs)..((sample + 1) * model.Inputs)]
                    : [.. neurons[^width..], .. ConcatenationLinks.Draw(8, 0, layer, width, candidates).Select(channel => neurons[channel])];
                neurons.AddRange(Linear(graph, parameters, $"layer{layer}", read).Select(Activate));
            }

            double[] logits = Linear(graph, parameters, "classifier", [.. neurons[^width..]]);
            for (int k = 0; k < 3; k++) ((double)output[(sample * 3) + k]).ShouldBe(logits[k], 1e-5);
        }

        double Activate(double value) => value > 0 ? value : activation == Activation.Relu ? 0 : Math.Exp(value) - 1;
    }

    [Fact]
    public void Channels_come_from_the_links_of_each_cell()
    {
        DenseNetCnn model = new(19, [2, 3, 4], [3, 4, 5]) { Seed = 6, Image = 8 };
        Graph graph = Build(model);
        for (int cell = 0; cell < 3; cell++)
        {
            int width = model.Widths[cell];
            Node[] layers = [.. Enumerable.Range(0, model.CellDepth).Select(layer => ConvolutionOf(graph, $"cell{cell}.layer{layer}.conv"))];
            for (int layer = 2; layer < model.CellDepth; layer++)
            {
                string scale = $"cell{cell}.layer{layer}.bn.gamma";
                Node norm = graph.Nodes.Single(node => node.Operation is BatchNormOperation { Scale.Name: var name } && name == scale);
                Node joint = graph.Nodes[norm.Inputs[0]];
                ((GatherOperation)joint.Operation).Channels.Select(item => (joint.Inputs[item.Input], item.Channel)).ShouldBe([
                    .. Enumerable.Range(0, width).Select(channel => (layers[layer - 1].Index, channel)),
                    .. ConcatenationLinks.Draw(6, cell, layer, width, model.SkipCandidates[cell]).Select(k => (layers[k / width].Index, k % width)),
                ]);
            }
        }
    }

    /// <summary>Row i is the mean of rows floor(i n / p) to ceil((i + 1) n / p) - 1, as PyTorch defines it.</summary>
    [Theory]
    [InlineData(1, 1, 7)]
    [InlineData(2, 3, 7)]
    [InlineData(7, 7, 7)]
    [InlineData(7, 9, 7)]
    [InlineData(14, 8, 7)]
    [InlineData(10, 5, 3)]
    [InlineData(3, 1, 4)]
    public void An_adaptive_pool_takes_the_means_of_its_windows(int rows, int columns, int size)
    {
        var builder = new GraphBuilder(new TensorShape(2, rows, columns));
        Graph graph = builder.Build(AdaptivePool.Append(builder, builder.Input, size));
        double[] image = [.. Enumerable.Range(0, 2 * rows * columns).Select(i => Math.Sin(1 + i))];
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, 1), [], [.. image.Select(value => (float)value)]);
        var pooled = new float[2 * size * size];
        pass.ReadOutput(pooled);

        for (int i = 0; i < pooled.Length; i++)
        {
            (int channel, int row, int column) = (i / (size * size), i / size % size, i % size);
            int[] ys = Window(row, rows), xs = Window(column, columns);
            double sum = ys.Sum(y => xs.Sum(x => image[(((channel * rows) + y) * columns) + x]));
            ((double)pooled[i]).ShouldBe(sum / (ys.Length * xs.Length), 1e-6);
        }

        int[] Window(int place, int from)
        {
            int start = (int)Math.Floor((double)place * from / size), end = (int)Math.Ceiling((place + 1.0) * from / size);
            return [.. Enumerable.Range(start, end - start)];
        }
    }

    [Theory]
    [InlineData("vgg11:image=64", "C R M C R M C R C R M C R C R M C R C R M", 2)]
    [InlineData("vgg16:bn=true", "C B R C B R M C B R C B R M C B R C B R C B R M C B R C B R C B R M C B R C B R C B R M", 7)]
    public void A_VGG_is_the_published_sequence(string text, string features, int sizeBeforeDense)
    {
        Graph graph = Build(ModelRegistry.Parse(text));
        string[] expected = features.Split(' ');

        graph.Nodes.Skip(1).Take(expected.Length).Select(Letter).ShouldBe(expected);
        graph.Nodes[expected.Length].Shape.ShouldBe(new(512, sizeBeforeDense, sizeBeforeDense));
        graph.Nodes.TakeLast(5).Select(Letter).ShouldBe(["C", "R", "C", "R", "C"]);
        graph.Nodes.TakeLast(5).Select(node => node.Shape.Channels).ShouldBe([4_096, 4_096, 4_096, 4_096, 1_000]);
        graph.Nodes.Where(node => node.Operation is ConvolutionOperation).ShouldAllBe(node => ((ConvolutionOperation)node.Operation).Bias != null);

        static string Letter(Node node) => node.Operation switch
        {
            ConvolutionOperation => "C",
            BatchNormOperation => "B",
            ReluOperation => "R",
            MaxPoolOperation => "M",
            Operation other => other.GetType().Name,
        };
    }

    private static Graph Build(IArchitecture model) => model switch
    {
        DenseNetMlp mlp => ArchitectureNetwork.Build(mlp, new(mlp.Inputs, 1, 1), mlp.Classes, new()),
        ImageClassifier classifier => ArchitectureNetwork.Build(classifier, new(3, classifier.Image, classifier.Image), classifier.Classes, new()),
        _ => throw new ArgumentException($"{model} has no sizes"),
    };

    private static long Macs(Graph graph, ParameterKind? kind) => graph.Nodes
        .Where(node => node.Operation is ConvolutionOperation convolution && (kind is null || convolution.Weight.Kind == kind))
        .Sum(node => (long)((ConvolutionOperation)node.Operation).Weight.Length * node.Shape.Pixels);

    private static Node ConvolutionOf(Graph graph, string weight) =>
        graph.Nodes.Single(node => node.Operation is ConvolutionOperation { Weight.Name: var name } && name == weight);

    private static double[] Linear(Graph graph, float[] parameters, string name, double[] input)
    {
        ImmutableArray<float> weight = Values(graph, parameters, name + ".weight"), bias = Values(graph, parameters, name + ".bias");
        weight.Length.ShouldBe(bias.Length * input.Length);
        return [.. Enumerable.Range(0, bias.Length).Select(row => bias[row] + input.Select((value, i) => value * weight[(row * input.Length) + i]).Sum())];
    }

    private static ImmutableArray<float> Values(Graph graph, float[] parameters, string name)
    {
        Parameter parameter = graph.Parameters.Single(item => item.Name == name);
        return [.. parameters.AsSpan(parameter.Offset, parameter.Length)];
    }
}
