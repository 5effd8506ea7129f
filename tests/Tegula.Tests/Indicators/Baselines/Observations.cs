using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Indicators.Baselines;

namespace Tegula.Tests.Indicators.Baselines;

/// <summary>Short ways to one observation of a network.</summary>
internal static class Observations
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What the indicators would see together.</summary>
    public static NetworkObservation Of(Graph graph, ImageDataset images, int batch, ulong seed, int repeat, params INetworkIndicator[] indicators)
    {
        NetworkViews views = indicators.Aggregate(NetworkViews.None, (sum, indicator) => sum | indicator.Views);
        var first = ImageBatch.Gather(images, [.. Enumerable.Range(0, batch)]);
        ImageBatch? second = views.HasFlag(NetworkViews.SecondGradient) ? ImageBatch.Gather(images, [.. Enumerable.Range(batch, batch)]) : null;
        using var observer = new NetworkObserver(first, second, seed);
        return observer.Observe(graph, () => graph, repeat, views, Token);
    }

    /// <summary>The value of one indicator; asks that there is one.</summary>
    public static double ValueOf(this INetworkIndicator indicator, NetworkObservation observation)
    {
        (double value, IndicatorStatus status) = indicator.Of(observation);
        status.ShouldBe(IndicatorStatus.Ok, indicator.Id);
        return value;
    }

    /// <summary>Nothing seen yet, of a network with two linear layers of two inputs: 2 x 2 and 1 x 2 weights.</summary>
    public static NetworkObservation Blank(float[] firstWeights, float[] secondWeights, int samples)
    {
        var builder = new GraphBuilder(new TensorShape(2, 1, 1));
        Graph graph = builder.Build(builder.Linear(builder.Relu(builder.Linear(builder.Input, "first", 2)), "second", 1));
        var parameters = new float[graph.ParameterLength];
        Parameter[] weights = [.. graph.Parameters.Where(parameter => parameter.Kind == ParameterKind.Linear)];
        firstWeights.CopyTo(parameters, weights[0].Offset);
        secondWeights.CopyTo(parameters, weights[1].Offset);
        return new NetworkObservation(graph, parameters, samples);
    }

    /// <summary>A gradient of that network's weights.</summary>
    public static WeightGradient Gradient(NetworkObservation blank, params float[] values) =>
        new(values, new Dictionary<string, int> { [blank.WeightTensors[0].Name] = 0, [blank.WeightTensors[1].Name] = blank.WeightTensors[0].Length });

    /// <summary>Reads all rectifiers of a network: (unit, sample), true where a unit is on.</summary>
    public static List<bool[]> States(Graph graph, float[] parameters, float[] images, int samples)
    {
        var states = new List<bool[]>();
        using var pass = new ForwardPass();
        pass.Run(ForwardPlan.Compile(graph, samples), parameters, images, computed: node =>
        {
            if (node.Operation is not ReluOperation) return;
            float[] values = new float[node.Shape.Length * samples];
            pass.ReadValue(node, values);
            states.AddRange(values.Chunk(samples).Select(unit => unit.Select(value => value > 0).ToArray()));
        });
        return states;
    }
}
