using System.Diagnostics;

namespace Tegula.Exchange.Tests.Onnx;

/// <summary>Networks that PyTorch built and exported, once for all tests that read them; gone when these are over.</summary>
public sealed class PyTorchModels : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-onnx-");

    public PyTorchModels()
    {
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList = { Checkout.PathOf("tests", "Tegula.Exchange.Tests", "Onnx", "export_models.py"), _folder.FullName },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            string[] fields = line.Split('\t');
            Parameters[fields[0]] = long.Parse(fields[1]);
        }

        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PyTorch could not export: {errors.GetAwaiter().GetResult()}");
    }

    /// <summary>Trainable parameters by PyTorch's own count.</summary>
    public Dictionary<string, long> Parameters { get; } = [];

    public string PathOf(string name) => Path.Combine(_folder.FullName, $"{name}.onnx");

    public void Dispose() => _folder.Delete(recursive: true);
}
