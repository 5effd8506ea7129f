using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Tegula.Exchange.PyTorch;

namespace Tegula.Exchange.Tests.Runtimes;

/// <summary>Debian's PyTorch in one process of Python that answers for all tests; whatever it would warn of is an error.</summary>
internal sealed class PyTorch
{
    private static readonly Lazy<PyTorch> Running = new(() => new PyTorch());
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _turn = new();
    private readonly Process _process;

    // It ends by itself as soon as its input ends, so with this process at the latest.
    private PyTorch() => _process = Process.Start(
        new ProcessStartInfo("/usr/bin/python3", [Checkout.PathOf("tests", "Tegula.Exchange.Tests", "Runtimes", "pytorch", "evaluate.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;

    /// <summary>Writes a network as a program, loads that and asks it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">(sample, channel, row, column).</param>
    /// <param name="samples">How many images there are.</param>
    /// <exception cref="InvalidOperationException">Python or PyTorch refuses the program; the message is its own.</exception>
    public static PyTorchAnswer Evaluate(ExportedNetwork network, float[] images, int samples)
    {
        (int channels, int height, int width) = network.Graph.Input.Shape;
        return WithFiles(network, (program, _) =>
        {
            JsonElement root = Running.Value.Ask(new
            {
                Do = "evaluated",
                Program = program,
                Images = Convert.ToBase64String(MemoryMarshal.AsBytes(images.AsSpan())),
                Shape = new[] { samples, channels, height, width },
            });
            return new PyTorchAnswer(
                MemoryMarshal.Cast<byte, float>(root.GetProperty("values").GetBytesFromBase64()).ToArray(),
                [.. root.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
                root.GetProperty("parameters").GetInt64(),
                [.. root.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)]);
        });
    }

    /// <summary>The loss at each step of a training on random images.</summary>
    public static IReadOnlyList<double> Train(ExportedNetwork network, int samples, int steps)
    {
        (int channels, int height, int width) = network.Graph.Input.Shape;
        return WithFiles(network, (program, _) => Running.Value
            .Ask(new { Do = "trained", Program = program, Shape = new[] { samples, channels, height, width }, Steps = steps })
            .GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()).ToList());
    }

    /// <summary>What the program prints when it is run.</summary>
    public static string Run(ExportedNetwork network) =>
        WithFiles(network, (program, _) => Running.Value.Ask(new { Do = "printed", Program = program }).GetProperty("text").GetString()!);

    /// <summary>Genotypes as Python prints them after it has read them.</summary>
    public static IReadOnlyList<string> Genotypes(IEnumerable<string> texts) =>
        [.. Running.Value.Ask(new { Do = "genotypes", Texts = texts }).GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The bytes of both files of a network.</summary>
    public static (string Program, byte[] Weights) Files(ExportedNetwork network)
    {
        using var program = new StringWriter();
        using var weights = new MemoryStream();
        PyTorchWriter.Write(network, program, weights);
        return (program.ToString(), weights.ToArray());
    }

    private static T WithFiles<T>(ExportedNetwork network, Func<string, string, T> use)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tegula-exchange-tests-");
        try
        {
            (string program, byte[] weights) = Files(network);
            string file = Path.Combine(folder.FullName, "network.py");
            File.WriteAllText(file, program, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.WriteAllBytes(Path.ChangeExtension(file, ".safetensors"), weights);
            return use(file, program);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private JsonElement Ask(object request)
    {
        lock (_turn)
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(request, Json));
            _process.StandardInput.Flush();
            string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the process of PyTorch has ended");
            JsonElement root = JsonDocument.Parse(answer).RootElement;
            return root.TryGetProperty("error", out JsonElement error) ? throw new InvalidOperationException(error.GetString()) : root;
        }
    }
}

/// <summary>What PyTorch says of a program.</summary>
/// <param name="Values">The logits: (sample, class).</param>
/// <param name="Shape">Their sizes.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Names">Names of all tensors of the state.</param>
internal sealed record PyTorchAnswer(float[] Values, int[] Shape, long Parameters, string[] Names);
