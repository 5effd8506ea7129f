using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Tegula.Studies.Tests.Slurm;

/// <summary>
/// A real Slurm with the nodes n1 and n2, of two CPUs each, on this machine, with its own munge, folder and ports. A guard process ends it when the tests
/// end, also when they are killed. This process and its children find it by SLURM_CONF.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol", "sinfo", "bash"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string? _missing;
    private readonly string _root = "";
    private readonly Process? _guard;

    public SlurmCluster()
    {
        _missing = Missing();
        if (_missing is not null)
            return;
        _root = Directory.CreateTempSubdirectory("tegula-slurm-").FullName;
        _guard = StartGuard(_root);
        try
        {
            WriteConfiguration();
            StartMunge();
            Environment.SetEnvironmentVariable("SLURM_CONF", Configuration);
            Command("slurmctld", "-f", Configuration);
            foreach (var node in new[] { "n1", "n2" })
                Command("slurmd", "-f", Configuration, "-N", node);
            WaitForNode("n1", "idle");
            WaitForNode("n2", "idle");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Configuration => Path.Combine(_root, "slurm.conf");

    /// <summary>Skips the test where there is no Slurm.</summary>
    public void Require() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>Kills a node as a power cut would: its daemon, step daemons, then the job scripts with all their children; tells the controller.</summary>
    public void KillNode(string node)
    {
        // The daemons first: one that sees its script die would report the end of a job instead of falling silent.
        KillAll(pid => WorksIn(pid, Path.Combine(_root, node)));
        KillAll(pid => WorksIn(pid, Path.Combine(_root, node)) || (Variable(pid, "SLURM_CONF") == Configuration && Variable(pid, "SLURMD_NODENAME") == node));
        Command("scontrol", "update", $"nodename={node}", "state=down", "reason=killed");
    }

    /// <summary>Starts a node that was killed, and waits until jobs can run on it.</summary>
    public void StartNode(string node)
    {
        Command("slurmd", "-f", Configuration, "-N", node);
        WaitForNode(node, "idle");
    }

    /// <summary>Runs one of Slurm's commands to its end.</summary>
    /// <returns>Its standard output.</returns>
    public string Command(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (start.FileName is "slurmd" or "slurmctld" or "munged")
        {
            // Daemons would keep the pipes open; what they have to say is in their logs.
            start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        }

        using var process = Process.Start(start)!;
        var output = start.RedirectStandardOutput ? process.StandardOutput.ReadToEnd() : "";
        var error = start.RedirectStandardError ? process.StandardError.ReadToEnd() : "";
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', start.ArgumentList)}: {error}");
        return output;
    }

    /// <summary>Waits until something is so.</summary>
    public static void Until(Func<bool> condition, string what, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            (watch.Elapsed < (patience ?? Patience)).ShouldBeTrue($"waited {watch.Elapsed.TotalSeconds:F0} s in vain until {what}");
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        if (_guard is null)
            return;
        Environment.SetEnvironmentVariable("SLURM_CONF", null);
        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
    }

    private static string? Missing()
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
            return "Slurm's daemons have to be started as root";
        var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':');
        var absent = Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        return absent.Count == 0 ? null : $"{string.Join(", ", absent)} are not installed; they come with the Debian packages slurm-wlm and munge";
    }

    private static Process StartGuard(string root)
    {
        // A session of its own, so that Ctrl-C on a terminal ends the tests and not the guard.
        var script = Path.Combine(AppContext.BaseDirectory, "Slurm", "end-cluster.sh");
        return Process.Start(new ProcessStartInfo("setsid", ["bash", script, root])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }

    private static void KillAll(Func<int, bool> isMeant)
    {
        bool found;
        do
        {
            found = false;
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), out var pid) && pid != Environment.ProcessId && isMeant(pid))
                {
                    using var kill = Process.Start("kill", ["-KILL", $"{pid}"]);
                    kill.WaitForExit();
                    found = true;
                }
            }
        }
        while (found);
    }

    private static bool WorksIn(int pid, string folder)
    {
        try
        {
            return $"{File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName}/".StartsWith($"{folder}/", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // it has just ended, or is out of bounds
        }
    }

    private static string? Variable(int pid, string name)
    {
        try
        {
            var pairs = File.ReadAllText($"/proc/{pid}/environ").Split('\0');
            return pairs.FirstOrDefault(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended
        }
    }

    private void WriteConfiguration()
    {
        foreach (var folder in new[] { "state", "controller", "n1/spool", "n2/spool", "munge" })
            Directory.CreateDirectory(Path.Combine(_root, folder), (UnixFileMode)0b111_101_101);
        var ports = FreePorts(3);
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Slurm", "slurm.conf"))
            .Replace("{ROOT}", _root, StringComparison.Ordinal)
            .Replace("{HOST}", Environment.MachineName, StringComparison.Ordinal)
            .Replace("{PORT}", $"{ports[0]}", StringComparison.Ordinal)
            .Replace("{PORT1}", $"{ports[1]}", StringComparison.Ordinal)
            .Replace("{PORT2}", $"{ports[2]}", StringComparison.Ordinal);
        File.WriteAllText(Configuration, text);
    }

    private void StartMunge()
    {
        var folder = Path.Combine(_root, "munge");
        var key = Path.Combine(folder, "key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(128));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] files =
            [$"--socket={folder}/socket", $"--key-file={key}", $"--pid-file={folder}/pid", $"--log-file={folder}/log", $"--seed-file={folder}/seed"];
        Command("munged", ["--force", .. files]);
    }

    private void WaitForNode(string node, string state) =>
        Until(() => StateOf(node) == state, $"node {node} is {state}; see {_root}");

    private string StateOf(string node)
    {
        var start = new ProcessStartInfo("sinfo", ["-h", "-N", "-n", node, "-o", "%T"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var state = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return state;
    }
}
