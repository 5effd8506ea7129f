using System.Text.Json;

namespace Tegula.Studies.Slurm;

/// <summary>
/// The folder that keeps scripts, logs, and one small JSON file for each job array submitted; all nodes of a cluster must see it under the same path.
/// </summary>
public sealed class SlurmFolder
{
    /// <summary>Where it lies unless something else is asked for, relative to the working folder.</summary>
    public const string DefaultPath = "tegula-slurm";

    private const string Prefix = "array-";

    /// <summary>A folder; it is made when something is written.</summary>
    /// <exception cref="StudyException">Slurm could not write logs there.</exception>
    public SlurmFolder(string path)
    {
        FullPath = Path.GetFullPath(path);
        if (FullPath.Any(letter => letter is '%' or '\\' || char.IsControl(letter)))
        {
            throw new StudyException(
                $"the folder {BashText.Comment(FullPath)} has a '%', a '\\' or a control character in its name, which Slurm would misread; name another one");
        }
    }

    /// <summary>Full path.</summary>
    public string FullPath { get; }

    /// <summary>All arrays remembered, the oldest first.</summary>
    /// <exception cref="StudyException">A file cannot be read.</exception>
    public IReadOnlyList<SlurmArray> Arrays() =>
        Directory.Exists(FullPath) ? [.. Directory.EnumerateFiles(FullPath, $"{Prefix}*.json").Select(Read).OrderBy(array => array.Submitted)] : [];

    /// <summary>The arrays remembered that are asked for, the oldest first.</summary>
    /// <param name="job">Number of the job; null for any.</param>
    /// <param name="study">Location of the study, with or without its password; null for any.</param>
    /// <param name="name">Name of the study; null for any.</param>
    /// <exception cref="StudyException">There is none, or a file cannot be read.</exception>
    public IReadOnlyList<SlurmArray> Find(string? job, string? study, string? name)
    {
        var all = Arrays();
        if (all.Count == 0)
            throw new StudyException($"no job array is remembered in {FullPath}; name the folder that 'tegula search --slurm' used");
        var location = study is null ? null : ServerAddress.Of(study).Location;
        var found = all.Where(IsAsked).ToList();
        if (found.Count > 0)
            return found;
        string?[] asked = [job is null ? null : $"number {job}", location is null ? null : $"study {location}", name is null ? null : $"name '{name}'"];
        var words = string.Join(" and ", asked.OfType<string>());
        throw new StudyException($"no job array with {words} is remembered in {FullPath}; there {(all.Count == 1 ? "is" : "are")} {Shown(all)}");

        bool IsAsked(SlurmArray array) => (job ?? array.Job) == array.Job && (location ?? array.Study) == array.Study && (name ?? array.Name) == array.Name;
    }

    /// <summary>Remembers an array.</summary>
    public void Add(SlurmArray array) =>
        Write($"{Prefix}{array.Job}.json", JsonSerializer.Serialize(array, SlurmJson.Default.SlurmArray) + "\n", isSecret: false);

    /// <summary>Full path of a file in the folder.</summary>
    public string PathOf(string file) => Path.Combine(FullPath, file);

    /// <summary>Takes away the password of an array that will not start again.</summary>
    public void ForgetPassword(SlurmArray array)
    {
        if (array.Password is { } file)
            File.Delete(PathOf(file));
    }

    /// <summary>Writes a file that was not there.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="isSecret">Only the user may read it, from its first moment on.</param>
    internal void Write(string file, string text, bool isSecret)
    {
        try
        {
            Directory.CreateDirectory(FullPath);
            var options = new FileStreamOptions { Mode = isSecret ? FileMode.CreateNew : FileMode.Create, Access = FileAccess.Write };
            if (isSecret && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(PathOf(file), options);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StudyException($"{PathOf(file)} cannot be written ({exception.Message}); name another folder", exception) { IsFailure = true };
        }
    }

    private static string Shown(IReadOnlyList<SlurmArray> arrays) =>
        string.Join(", ", arrays.TakeLast(5).Select(array => $"{array.Job} '{array.Name}'")) + (arrays.Count > 5 ? " and older ones" : "");

    private static SlurmArray Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), SlurmJson.Default.SlurmArray) ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            var reason = exception.Message.ReplaceLineEndings(" ");
            throw new StudyException($"{file} cannot be read as a job array ({reason}); delete it if it is not wanted", exception);
        }
    }
}
