using System.Diagnostics;
using System.Text.Json;

namespace Tegula.Benchmarks;

/// <summary>A process that trains on request: a number of steps a line in, seconds, loss and peak memory as a line of JSON out.</summary>
internal sealed class TrainingPartner : IDisposable
{
    private readonly Process _process;

    private TrainingPartner(Process process) => _process = process;

    /// <summary>This program in a process of its own.</summary>
    public static TrainingPartner Own(string[] network) =>
        Start(Environment.ProcessPath!, [typeof(TrainingPartner).Assembly.Location, "training-worker", .. network]);

    /// <summary>PyTorch; see benchmarks/peers/train_torch.py.</summary>
    public static TrainingPartner Torch(string[] network) => Start("/usr/bin/python3", [Path.Combine(TorchPeer.Folder, "train_torch.py"), .. network]);

    /// <summary>Trains for some steps.</summary>
    /// <exception cref="InvalidOperationException">The partner is gone.</exception>
    public TrainingTime Train(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        string line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("a partner ended early; is PyTorch there (Debian: python3-torch)?");
        return JsonSerializer.Deserialize<TrainingTime>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static TrainingPartner Start(string program, string[] arguments) => new(Process.Start(new ProcessStartInfo(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);
}
