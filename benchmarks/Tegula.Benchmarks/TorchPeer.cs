using System.Diagnostics;
using System.Text.Json;

namespace Tegula.Benchmarks;

/// <summary>PyTorch as a partner process that times its convolution on request; see benchmarks/peers/conv_torch.py.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Process _process;

    private TorchPeer(Process process) => _process = process;

    /// <summary>The folder with the peers' scripts.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("TEGULA_PEERS") ?? Path.Combine("benchmarks", "peers");

    /// <summary>Starts the partner; null, with a line on standard error, when Python or PyTorch is missing.</summary>
    public static TorchPeer? Start()
    {
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Folder, "conv_torch.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var peer = new TorchPeer(process);
        if (peer.Measure("forward", 3, 8, 16, 1) is not null) return peer;
        Console.Error.WriteLine("PyTorch is not there (Debian: python3-torch with libopenblas0-pthread); measuring without it");
        peer.Dispose();
        return null;
    }

    /// <summary>GFLOP/s from the median of some calls on one thread; null when the partner is gone.</summary>
    public double? Measure(string pass, int channels, int size, int batch, int repeats)
    {
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { op = pass, channels, size, batch, repeats, threads = 1 }));
            string? line = _process.StandardOutput.ReadLine();
            if (line is null) return null;
            using var answer = JsonDocument.Parse(line);
            return answer.RootElement.GetProperty("gflops").GetDouble();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
