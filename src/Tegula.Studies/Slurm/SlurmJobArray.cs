namespace Tegula.Studies.Slurm;

/// <summary>Workers of a study as a job array of Slurm: submitted, followed, cancelled.</summary>
/// <param name="client">Slurm.</param>
/// <param name="folder">Where the array is remembered.</param>
/// <param name="array">The array.</param>
public sealed class SlurmJobArray(SlurmClient client, SlurmFolder folder, SlurmArray array)
{
    /// <summary>What is remembered of it.</summary>
    public SlurmArray Array { get; } = array;

    /// <summary>Where it is remembered.</summary>
    public SlurmFolder Folder { get; } = folder;

    /// <summary>Writes the batch script, submits it, and remembers the array in the folder.</summary>
    /// <param name="client">Slurm.</param>
    /// <param name="options">What to ask for.</param>
    /// <param name="location">Location of the study; its password, if it holds one, goes to the nodes in a file that only the user can read.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="folder">Where scripts and logs go.</param>
    /// <param name="program">How a node starts a worker.</param>
    /// <exception cref="StudyException">The study is a file, the folder cannot be written, there is no Slurm here, or it refuses the array.</exception>
    public static SlurmJobArray Submit(SlurmClient client, SlurmOptions options, string location, string name, SlurmFolder folder, WorkerProgram program)
    {
        var address = ServerAddress.Of(location);
        var stem = $"workers-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}";
        var script = stem + ".sh";
        var password = address.Password is null ? null : stem + ".password";
        var passwordPath = password is null ? null : folder.PathOf(password);
        string? job = null;
        try
        {
            if (password is not null)
                folder.Write(password, address.Password!, isSecret: true);
            folder.Write(script, SlurmScript.Text(options, address.Location, name, program, passwordPath), isSecret: false);
            job = client.Submit(script, folder.FullPath);
            var array = new SlurmArray
            {
                Job = job,
                Study = address.Location,
                Name = name,
                Workers = options.Workers,
                Script = script,
                Log = SlurmScript.LogPattern.Replace("%A", job, StringComparison.Ordinal),
                Password = password,
                Submitted = DateTimeOffset.UtcNow,
            };
            folder.Add(array);
            return new(client, folder, array);
        }
        catch (StudyException)
        {
            if (job is not null)
                client.Cancel(job);
            if (File.Exists(passwordPath))
                File.Delete(passwordPath);
            throw;
        }
    }

    /// <summary>Its tasks that Slurm still knows, in order.</summary>
    /// <exception cref="StudyException">Slurm does not answer.</exception>
    public IReadOnlyList<SlurmTask> Tasks() => client.Tasks(Array.Job);

    /// <summary>Cancels it, whatever its tasks do, and takes its password away.</summary>
    /// <exception cref="StudyException">Slurm does not answer.</exception>
    public void Cancel()
    {
        client.Cancel(Array.Job);
        Folder.ForgetPassword(Array);
    }

    /// <summary>Last line that is not blank in the log of a task; null where there is none yet.</summary>
    public string? LastLine(int task)
    {
        var log = Folder.PathOf(Array.LogOf(task));
        try
        {
            return File.Exists(log) ? File.ReadLines(log).LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) : null;
        }
        catch (IOException)
        {
            return null; // a log that a node is just writing over the network may be out of reach for a moment
        }
    }
}
