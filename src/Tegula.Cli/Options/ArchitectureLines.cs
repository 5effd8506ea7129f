using Tegula.Architectures;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary>Architectures from a text with one a line; empty lines are left out.</summary>
internal static class ArchitectureLines
{
    /// <summary>Reads to the end.</summary>
    /// <exception cref="UsageException">A line is no architecture, or there is none.</exception>
    public static IReadOnlyList<IArchitecture> Read(TextReader reader) => Read(reader, ArchitectureReader.Parse);

    /// <summary>Reads to the end.</summary>
    /// <typeparam name="T">What a line holds.</typeparam>
    /// <exception cref="UsageException">A line cannot be parsed, or there is none.</exception>
    public static IReadOnlyList<T> Read<T>(TextReader reader, Func<string, T> parse)
    {
        var items = new List<T>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim().IsEmpty)
                continue;
            try
            {
                items.Add(parse(line.Trim()));
            }
            catch (ArchitectureFormatException exception)
            {
                throw new UsageException($"standard input, line {number}: {exception.Message}");
            }
        }

        return items.Count > 0 ? items : throw new UsageException("standard input holds no cell; give one a line");
    }
}
