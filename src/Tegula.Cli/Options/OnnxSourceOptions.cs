using System.CommandLine;
using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Exchange.Onnx;

namespace Tegula.Cli.Options;

/// <summary>Networks out of ONNX files: <c>--onnx FILE</c>, and <c>--size NAME=N</c> for sizes that the files leave free.</summary>
internal sealed class OnnxSourceOptions
{
    private readonly Option<string[]> _files = new("--onnx") { Description = "A network out of an ONNX file; may be repeated", HelpName = "FILE" };
    private readonly Option<string[]> _sizes = new("--size")
    {
        Description = "With --onnx: a size that the file leaves free, such as height=224; may be repeated",
        HelpName = "NAME=N",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_sizes);
    }

    /// <summary>Reads the files, in their order.</summary>
    /// <exception cref="UsageException">A size is not NAME=N, or given without a file, or a file cannot be read.</exception>
    /// <exception cref="OnnxException">A file is no model.</exception>
    public IEnumerable<NamedArchitecture> Read(ParseResult result)
    {
        var files = result.GetValue(_files) ?? [];
        var sizes = (result.GetValue(_sizes) ?? []).Select(Size).DistinctBy(size => size.Key).ToDictionary();
        if (files.Length == 0 && sizes.Count > 0)
            throw new UsageException("--size belongs to a file; give --onnx FILE with it");
        return [.. files.Select(file => new NamedArchitecture(file, Read(file, sizes)))];
    }

    private static OnnxModel Read(string file, Dictionary<string, long> sizes)
    {
        try
        {
            return OnnxModel.Read(file, sizes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--onnx {file} cannot be read: {exception.Message}");
        }
    }

    private static KeyValuePair<string, long> Size(string text)
    {
        var equals = text.LastIndexOf('=');
        return equals > 0 && int.TryParse(text[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? new(text[..equals], size)
            : throw new UsageException($"--size must be a name and a whole number of at least 1, such as height=224, not '{text}'");
    }
}
