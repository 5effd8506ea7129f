using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

/// <summary>A folder for job arrays with an awkward name, and a program that stands for a worker: it tells what it was given and waits to be ended.</summary>
public sealed class SlurmWorkspace : IDisposable
{
    /// <summary>A database that nobody connects to, with a password that must appear nowhere.</summary>
    public const string Location = "postgres://me:very%20'secret'@nowhere:1/nas";

    /// <summary>The password in <see cref="Location"/>.</summary>
    public const string Password = "very 'secret'";

    private const string Waiting =
        """
        echo "password of ${#PGPASSWORD} letters, arguments: $*"
        trap 'echo gives its tasks back; exit 0' TERM
        while :; do sleep 0.1; done
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula slurm 'q\" $HOME;&(x)#é-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Where arrays are remembered.</summary>
    public SlurmFolder Folder => new(Path.Combine(_folder.FullName, "arrays"));

    /// <summary>A program that waits for SIGTERM.</summary>
    public WorkerProgram WaitingProgram => Program(Waiting);

    /// <summary>A program out of lines of bash.</summary>
    public WorkerProgram Program(string lines)
    {
        var file = Path.Combine(_folder.FullName, "work er.sh");
        File.WriteAllText(file, lines);
        return new(["/bin/bash", file]);
    }

    /// <summary>Submits an array of programs that wait for SIGTERM.</summary>
    public SlurmJobArray Submit(string options) =>
        SlurmJobArray.Submit(new(), SlurmOptions.Parse(options), Location, "a 'study'", Folder, WaitingProgram);

    /// <summary>Whether the first workers of an array have written what they were given.</summary>
    public bool HaveBegun(SlurmJobArray array, int workers) =>
        Enumerable.Range(0, workers).All(task => Log(array, task).Contains("arguments", StringComparison.Ordinal));

    /// <summary>The log of one worker; empty while there is none.</summary>
    public string Log(SlurmJobArray array, int task)
    {
        var file = Folder.PathOf(array.Array.LogOf(task));
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }
}
