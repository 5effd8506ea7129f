using System.CommandLine;
using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Exchange.Onnx;

namespace Tegula.Cli.Options;

/// <summary>Networks out of ONNX files: <c>--onnx FILE</c>, and <c>--size NAME=N</c> for sizes that the files leave free.</summary>
internal sealed class OnnxSourceOptions
{
    private const int MostNamed = 8;
    private const int LongestName = 40;

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
    /// <exception cref="UsageException">A size is not NAME=N, given without a file or twice, free in no file, or a file cannot be read.</exception>
    /// <exception cref="OnnxException">A file is no model.</exception>
    public IEnumerable<NamedArchitecture> Read(ParseResult result)
    {
        var files = result.GetValue(_files) ?? [];
        var sizes = Sizes(result.GetValue(_sizes) ?? []);
        if (files.Length == 0 && sizes.Count > 0)
            throw new UsageException("--size belongs to a file; give --onnx FILE with it");
        List<(string File, OnnxModel Model)> models = [.. files.Select(file => (file, Read(file, sizes)))];
        if (sizes.Count > 0)
            RequireFree(sizes, [.. models.SelectMany(read => read.Model.FreeSizes).Distinct()]);
        return models.Select(read => new NamedArchitecture(read.File, read.Model));
    }

    private static void RequireFree(Dictionary<string, long> sizes, List<string> free)
    {
        if (sizes.FirstOrDefault(size => !free.Contains(size.Key)) is not { Key: { } name, Value: var size })
            return;
        var named = string.Join(", ", free.Take(MostNamed).Select(Shortened)) + (free.Count > MostNamed ? $" and {free.Count - MostNamed} more" : "");
        throw new UsageException(
            $"--size {name}={size} names no size that a file leaves free; "
            + (free.Count == 0 ? "none is free but the batch, which counts as 1" : $"free are {named}; the batch counts as 1"));
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : $"{name[..LongestName]}…";

    private static Dictionary<string, long> Sizes(string[] texts)
    {
        var sizes = new Dictionary<string, long>();
        foreach (var (name, size) in texts.Select(Size))
        {
            if (!sizes.TryAdd(name, size))
                throw new UsageException($"--size {name} is given twice; give each size once");
        }

        return sizes;
    }

    private static OnnxModel Read(string file, Dictionary<string, long> sizes)
    {
        if (file.Length == 0)
            throw new UsageException("--onnx needs the name of a file; write --onnx network.onnx");
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
