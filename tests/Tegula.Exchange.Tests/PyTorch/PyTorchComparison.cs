using System.Text.Json;
using Tegula.Exchange.Tests.Networks;
using Tegula.Exchange.Tests.Runtimes;

namespace Tegula.Exchange.Tests.PyTorch;

/// <summary>PyTorch beside the engine.</summary>
internal static class PyTorchComparison
{
    private const float Tolerance = 1e-4f;

    /// <summary>Checks logits, parameters and names.</summary>
    public static void ShouldBeTheSame(ExportedNetwork network, string what, int samples = 2)
    {
        float[] images = DrawnNetworks.Images(network.Graph, samples);
        PyTorchAnswer answer = Answer(network, images, samples, what);
        float[] expected = network.Evaluate(images, samples);
        float size = Math.Max(1, expected.Max(Math.Abs));

        answer.Values.Length.ShouldBe(expected.Length, what);
        answer.Shape[0].ShouldBe(samples, what);
        for (int i = 0; i < expected.Length; i++) answer.Values[i].ShouldBe(expected[i], Tolerance * size, what);
        answer.Parameters.ShouldBe(network.Graph.ParameterLength, what);
        answer.Names.ShouldBeUnique();
        answer.Names.ShouldBe(Names(Runtimes.PyTorch.Files(network).Weights), ignoreOrder: true, what);
    }

    /// <summary>Names of the tensors of a safetensors file.</summary>
    public static IReadOnlyList<string> Names(byte[] file)
    {
        int length = (int)BitConverter.ToInt64(file);
        using var header = JsonDocument.Parse(file.AsMemory(sizeof(long), length));
        return [.. header.RootElement.EnumerateObject().Select(entry => entry.Name).Where(name => name != "__metadata__")];
    }

    private static PyTorchAnswer Answer(ExportedNetwork network, float[] images, int samples, string what)
    {
        try
        {
            return Runtimes.PyTorch.Evaluate(network, images, samples);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{what}: {exception.Message}\n{Runtimes.PyTorch.Files(network).Program}", exception);
        }
    }
}
