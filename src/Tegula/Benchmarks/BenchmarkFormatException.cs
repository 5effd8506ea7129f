namespace Tegula.Benchmarks;

/// <summary>A file is not a table of a tabular benchmark. The message is one line: file, line, what stands there, what was expected.</summary>
public sealed class BenchmarkFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file as the caller named it.</param>
    /// <param name="line">The line, from 1 on; 0 when the whole file is meant.</param>
    /// <param name="problem">What stands there and what was expected, in one line.</param>
    /// <param name="cause">The exception that revealed it, if any.</param>
    public BenchmarkFormatException(string file, long line, string problem, Exception? cause = null)
        : base(line > 0 ? $"{file}, line {line}: {problem}" : $"{file}: {problem}", cause)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>The line, from 1 on; 0 when the whole file is meant.</summary>
    public long Line { get; }
}
