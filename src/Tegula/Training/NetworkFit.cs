using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>Whether a network can classify the images of a data set.</summary>
internal static class NetworkFit
{
    /// <summary>
    /// Throws unless the network reads the images and has one output per class, or two where an auxiliary head's logits follow its own, and every label is a
    /// class.
    /// </summary>
    /// <exception cref="ArgumentException">The network is another's.</exception>
    /// <exception cref="DatasetException">A label names no class.</exception>
    public static void Check(Graph graph, ImageDataset data)
    {
        (int channels, int height, int width) = graph.Input.Shape;
        if (data.Shape != new ImageShape(channels, height, width))
            throw new ArgumentException($"the network reads images of {graph.Input.Shape}, those of {data.Name} are {data.Shape}");
        if (graph.Output.Shape.Length != data.ClassCount && graph.Output.Shape.Length != 2 * data.ClassCount)
            throw new ArgumentException($"the network has {graph.Output.Shape.Length} outputs, {data.Name} has {data.ClassCount} classes");
        for (int i = 0; i < data.Count; i++)
        {
            if ((uint)data.Label(i) >= (uint)data.ClassCount)
            {
                throw new DatasetException(
                    data.Name, $"image {i:N0} has the label {data.Label(i)}", $"its {data.ClassCount} classes are 0 to {data.ClassCount - 1}");
            }
        }
    }
}
