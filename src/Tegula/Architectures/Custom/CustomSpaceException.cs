namespace Tegula.Architectures.Custom;

/// <summary>
/// The definition of an own space cannot be used. The message is one line: where, what is wrong, what would be right; <c>FILE:LINE:COLUMN: ...</c> for a file.
/// </summary>
public sealed class CustomSpaceException : FormatException
{
    /// <summary>Creates the exception for a definition made in code.</summary>
    /// <param name="place">The part of the definition, as keys of a file: <c>skeleton.channels</c>; empty for the whole.</param>
    /// <param name="fault">What is wrong there, and what would be right.</param>
    public CustomSpaceException(string place, string fault)
        : base(string.IsNullOrEmpty(place) ? fault : $"{place}: {fault}")
    {
        Place = place ?? "";
        Fault = fault;
    }

    internal CustomSpaceException(string file, int line, int column, string place, string fault)
        : base($"{file}:{line}:{column}: {fault}")
    {
        File = file;
        Line = line;
        Column = column;
        Place = place;
        Fault = fault;
    }

    /// <summary>The file, or whatever name its text was read under; null for a definition made in code.</summary>
    public string? File { get; }

    /// <summary>The line, from 1; 0 for a definition made in code.</summary>
    public int Line { get; }

    /// <summary>The column, from 1; 0 for a definition made in code.</summary>
    public int Column { get; }

    /// <summary>The part of the definition, as keys of a file; empty for the whole.</summary>
    public string Place { get; }

    /// <summary>What is wrong there, and what would be right.</summary>
    public string Fault { get; }
}
