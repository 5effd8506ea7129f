using System.Text;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Dashboard.Stores;
using Tegula.Datasets;
using Tegula.Exchange;
using Tegula.Exchange.Onnx;
using Tegula.Exchange.PyTorch;
using Tegula.Networks;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>
/// The network of a cell or a genotype for other programs: with the channels and cells that its space has by default, for CIFAR-10, with random weights of seed
/// 0.
/// </summary>
internal static class NetworkDownload
{
    private const int Classes = 10;

    private static readonly ImageShape Image = new(3, 32, 32);

    /// <summary>Endings of its files.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".onnx", ".py", ".safetensors"];

    /// <summary>
    /// The name of one of its files, which Python can import: a program and its weights have one name but for the ending, and it says the seed.
    /// </summary>
    public static string FileName(ShelvedStore store, long evaluation, string extension) =>
        ArchitectureAddress.FileName("network_seed0", store, evaluation, extension).Replace('-', '_');

    /// <summary>Whether there is one.</summary>
    public static bool IsPossible(IArchitecture architecture) => architecture switch
    {
        NasBench201Cell cell => CellComputation.Of(cell).DependsOnInput,
        DartsGenotype => true,
        CustomCell cell => CustomComputation.Of(cell).DependsOnInput,
        _ => false,
    };

    /// <summary>The bytes of a file; null where the output of the cells does not depend on the image.</summary>
    /// <param name="architecture">A cell or a genotype.</param>
    /// <param name="extension"><c>.onnx</c>, <c>.py</c> or <c>.safetensors</c>.</param>
    public static byte[]? Write(IArchitecture architecture, string extension)
    {
        ExportedNetwork network;
        try
        {
            var (image, classes) = architecture is CustomCell { Definition.Skeleton: var skeleton }
                ? (new ImageShape(skeleton.Image.Channels, skeleton.Image.Height, skeleton.Image.Width), skeleton.Classes)
                : (Image, Classes);
            network = ExportedNetwork.Initialised(architecture, image, classes, new NetworkOptions());
        }
        catch (ArgumentException)
        {
            return null;
        }

        using var file = new MemoryStream();
        if (extension == ".onnx")
        {
            OnnxWriter.Write(network, file);
            return file.ToArray();
        }

        using var program = new StringWriter();
        PyTorchWriter.Write(network, program, file);
        return extension == ".py" ? Encoding.UTF8.GetBytes(program.ToString()) : file.ToArray();
    }
}
