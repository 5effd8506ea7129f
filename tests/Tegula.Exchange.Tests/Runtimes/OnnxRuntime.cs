using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tegula.Exchange.Tests.Runtimes;

/// <summary>
/// ONNX Runtime in one process of Node.js that answers for all tests. Its package is installed once, into the folder of build products, and needs no network
/// afterwards.
/// </summary>
internal sealed class OnnxRuntime
{
    private static readonly Lazy<OnnxRuntime> Running = new(() => new OnnxRuntime());
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _turn = new();
    private readonly Process _process;

    private OnnxRuntime()
    {
        string sources = Checkout.PathOf("tests", "Tegula.Exchange.Tests", "Runtimes", "onnxruntime");
        string packages = Checkout.PathOf("artifacts", "onnxruntime");
        Install(sources, packages);

        // It ends by itself as soon as its input ends, so with this process at the latest.
        _process = Process.Start(new ProcessStartInfo("node", [Path.Combine(sources, "evaluate.js"), packages])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
    }

    /// <summary>Loads a model and asks it.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="batches">Inputs, one run for each.</param>
    /// <exception cref="InvalidOperationException">ONNX Runtime refuses the model or an input; the message is its own.</exception>
    public static OnnxAnswer Evaluate(byte[] model, params IEnumerable<OnnxBatch> batches) => Evaluate(stream => stream.Write(model), batches);

    /// <summary>Has a model written, loads it and asks it.</summary>
    /// <param name="write">Writes the model.</param>
    /// <param name="batches">Inputs, one run for each.</param>
    /// <exception cref="InvalidOperationException">ONNX Runtime refuses the model or an input; the message is its own.</exception>
    public static OnnxAnswer Evaluate(Action<FileStream> write, params IEnumerable<OnnxBatch> batches)
    {
        string file = Path.GetTempFileName();
        try
        {
            using (var stream = new FileStream(file, FileMode.Create)) write(stream);
            return Running.Value.Ask(file, [.. batches]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Install(string sources, string packages)
    {
        Directory.CreateDirectory(packages);
        using FileStream turn = Locked(Path.Combine(packages, "lock"));
        string installed = Path.Combine(packages, "installed.json");
        string asked = Path.Combine(sources, "package-lock.json");
        if (File.Exists(installed) && File.ReadAllText(installed) == File.ReadAllText(asked)) return;
        foreach (string name in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(sources, name), Path.Combine(packages, name), overwrite: true);

        // Its script would load libraries for graphics cards; that for the processor is in the package.
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = packages,
        })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci ended with status {npm.ExitCode} in {packages}");
        File.Copy(asked, installed, overwrite: true);
    }

    // Another test process may be installing.
    private static FileStream Locked(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }

    private OnnxAnswer Ask(string file, OnnxBatch[] batches)
    {
        string request = JsonSerializer.Serialize(
            new
            {
                Model = file,
                Runs = batches.Select(batch => new { Images = Convert.ToBase64String(MemoryMarshal.AsBytes(batch.Values.AsSpan())), batch.Shape }),
            },
            Json);
        lock (_turn)
        {
            _process.StandardInput.WriteLine(request);
            _process.StandardInput.Flush();
            string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the process of ONNX Runtime has ended");
            JsonElement root = JsonDocument.Parse(answer).RootElement;
            if (root.TryGetProperty("error", out JsonElement error)) throw new InvalidOperationException(error.GetString());
            return root.Deserialize<OnnxAnswer>(Json)!;
        }
    }
}
