using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tegula.Studies.Exchange;

/// <summary>Reads what <see cref="StudyExport"/> has written, and checks every line.</summary>
public static class StudyImport
{
    /// <summary>The lines of a file between its first and its last, read and checked as they are asked for.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="name">New name of the file's one study; null for the names in the file.</param>
    /// <exception cref="StudyException">
    /// The file is no exported store or of a newer format; while enumerating: a line is damaged, its hash or what it refers to is wrong, the file was cut
    /// off, or it holds more or less than one study for <paramref name="name"/>.
    /// </exception>
    public static IEnumerable<ExchangeItem> Read(TextReader reader, string source, string? name = null)
    {
        var first = reader.ReadLine()
            ?? throw new StudyException($"{source} is empty; a file to import begins with a line that names the format {ExchangeHeader.Name}");
        if (ExchangeJson.ReadHeader(first) is not { Format: ExchangeHeader.Name } header)
            throw new StudyException($"{source}, line 1: this is no exported study; 'tegula study export --format jsonl' writes what can be imported");
        if (header.Version is < 1 or > ExchangeHeader.CurrentVersion)
        {
            throw new StudyException(
                $"{source} is of format {header.Version}, written by version {header.Program}; this version reads format {ExchangeHeader.CurrentVersion}");
        }

        return Items(reader, source, first, name);
    }

    private static IEnumerable<ExchangeItem> Items(TextReader reader, string source, string first, string? name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var check = new ExchangeCheck();
        var lines = 1L;
        for (var line = first; ; lines++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            line = reader.ReadLine() ?? throw new StudyException($"{source} is cut off after line {lines}; export the study again");
            var item = Parse(line, source, lines + 1);
            if (item is EndItem end)
            {
                Finish(end, check.Missing(name), Convert.ToHexStringLower(hash.GetCurrentHash()));
                yield break;
            }

            if (check.FaultOf(item, name) is { } fault)
                throw new StudyException($"{source}, line {lines + 1}: {fault}");
            yield return item is StudyItem { Study: var study } && name is not null ? new StudyItem(study with { Name = name }) : item;
        }

        void Finish(EndItem end, string? missing, string sha256)
        {
            if (missing is not null)
                throw new StudyException($"{source}: {missing}");
            if (end.Lines != lines || end.Sha256 != sha256)
                throw new StudyException($"{source} was changed after its export: its {lines} lines do not have the stated SHA-256; export the study again");
            if (reader.ReadLine() is not null)
                throw new StudyException($"{source}, line {lines + 2}: there is more after the end; import several exports one by one");
        }
    }

    private static ExchangeItem Parse(string line, string source, long number)
    {
        try
        {
            return ExchangeJson.Read(line);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            var reason = exception.Message.Split(" Path:", 2)[0].ReplaceLineEndings(" ").TrimEnd('.');
            throw new StudyException($"{source}, line {number}: damaged ({reason}); export the study again", exception);
        }
    }
}
