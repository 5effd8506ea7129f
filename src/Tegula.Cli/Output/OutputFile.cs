using Tegula.Cli.Options;

namespace Tegula.Cli.Output;

/// <summary>A file that a command was asked to write.</summary>
/// <param name="Output">Name of the output.</param>
/// <param name="Path">The file; null where it is not wanted.</param>
internal sealed record OutputFile(string Output, string? Path)
{
    /// <summary>Writes the output into the file, and further drawings beside it, their names behind the file's.</summary>
    /// <param name="outputs">What was rendered.</param>
    /// <exception cref="Errors.UsageException">A file cannot be written.</exception>
    public void Write(IReadOnlyDictionary<string, string> outputs)
    {
        if (Path is null)
            return;
        foreach (var (name, text) in outputs.Where(output => output.Value.Length > 0 && CommandOutputs.Belongs(output.Key, Output)))
        {
            var file = name == Output ? Path : System.IO.Path.ChangeExtension(Path, null) + name[Output.Length..] + System.IO.Path.GetExtension(Path);
            SvgOption.Write(file, text);
        }
    }
}
