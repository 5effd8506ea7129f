namespace Tegula.Architectures;

/// <summary>Reads an architecture from any of the texts that people use for one.</summary>
public static class ArchitectureReader
{
    /// <summary>
    /// Reads an arch string of NAS-Bench-201 (begins with <c>|</c>) or a digit code of a DAG (digits and <c>_</c>).
    /// </summary>
    /// <exception cref="ArchitectureFormatException">The text is none of these; the message says where and how.</exception>
    public static IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('|'))
            return NasBench201Cell.Parse(text);
        if (text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || letter == '_'))
            return DagArchitecture.Parse(text);
        throw new ArchitectureFormatException(1, $"character 1: '{text}' is no architecture; expected an arch string '|op~0|+...' or a DAG code such as 2_02_002");
    }
}
