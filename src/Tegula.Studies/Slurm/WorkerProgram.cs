namespace Tegula.Studies.Slurm;

/// <summary>How a node starts this program.</summary>
/// <param name="Words">Program and first arguments, with full paths; the arguments of <c>worker</c> follow.</param>
public sealed record WorkerProgram(IReadOnlyList<string> Words)
{
    /// <summary>This very program: its executable, or <c>dotnet</c> with its assembly where it runs so.</summary>
    public static WorkerProgram Current()
    {
        var path = Environment.ProcessPath ?? throw new StudyException("--slurm: the path of this program is not known, so that no node could start it");
        var runsByHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return new(runsByHost ? [path, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [path]);
    }
}
