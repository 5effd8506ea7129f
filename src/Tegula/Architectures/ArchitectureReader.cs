using Tegula.Architectures.Models;

namespace Tegula.Architectures;

/// <summary>Reads an architecture from any of the texts that people use for one.</summary>
public static class ArchitectureReader
{
    /// <summary>
    /// Reads an arch string of NAS-Bench-201 (begins with <c>|</c>), a digit code of a DAG (digits and <c>_</c>), or the text of a known
    /// network (an id of <see cref="ModelRegistry"/>, alone or with options behind <c>:</c>).
    /// </summary>
    /// <exception cref="ArchitectureFormatException">The text is none of these; the message says where and how.</exception>
    public static IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('|'))
            return NasBench201Cell.Parse(text);
        if (text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || letter == '_'))
            return DagArchitecture.Parse(text);
        if (text.Length > 0 && char.IsAsciiLetterLower(text[0]))
            return ModelRegistry.Parse(text);
        throw new ArchitectureFormatException(
            1, $"character 1: '{text}' is no architecture; expected an arch string '|op~0|+...', a DAG code such as 2_02_002, or a model such as resnet50");
    }
}
