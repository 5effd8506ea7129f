using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>Whether a network can classify the images of a data set.</summary>
internal static class NetworkFit
{
    /// <summary>Throws unless the network reads the images and has one output per class.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Check(Graph graph, ImageDataset data)
    {
        (int channels, int height, int width) = graph.Input.Shape;
        if (data.Shape != new ImageShape(channels, height, width))
            throw new ArgumentException($"the network reads images of {graph.Input.Shape}, those of {data.Name} are {data.Shape}");
        if (graph.Output.Shape.Length != data.ClassCount)
            throw new ArgumentException($"the network has {graph.Output.Shape.Length} outputs, {data.Name} has {data.ClassCount} classes");
    }
}
