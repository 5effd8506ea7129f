using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Models.Internals;

/// <summary>The parts that networks for images share: the image, single operations in a row, and the classifier.</summary>
internal static class NetworkEnds
{
    /// <summary>Colours of an image.</summary>
    public const int ImageChannels = 3;

    /// <summary>Adds the image.</summary>
    public static int AddImage(this ArchitectureGraphBuilder builder) => builder.Add("input", NodeRole.Input, channels: ImageChannels);

    /// <summary>Adds a node fed by one operation.</summary>
    /// <returns>The node.</returns>
    public static int Append(this ArchitectureGraphBuilder builder, int source, string name, int channels, EdgeOperation operation)
    {
        int node = builder.Add(name, channels: channels);
        builder.Connect(source, node, operation);
        return node;
    }

    /// <summary>Adds the global average pool and a dense layer with biases.</summary>
    /// <param name="builder">Receives them.</param>
    /// <param name="source">The node in front.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="classes">Outputs of the dense layer.</param>
    /// <param name="normalizes">True with a batch norm in front of the pool.</param>
    /// <param name="countsMacs">False where the family counts the multiply-accumulates of convolutions only.</param>
    public static void AddClassifier(
        this ArchitectureGraphBuilder builder, int source, int channels, int classes, bool normalizes = false, bool countsMacs = true)
    {
        int pooled = builder.Append(source, "pool", channels, new("avg_pool", OperationKind.Pooling, normalizes ? 2L * channels : 0));
        EdgeOperation dense = ConvolutionCost.Linear(channels, classes);
        builder.Connect(pooled, builder.Add("output", NodeRole.Output, channels: classes), countsMacs ? dense : dense with { Macs = 0 });
    }
}
