using Tegula.Architectures.Internals;
using Tegula.Architectures.Models;

namespace Tegula.Architectures;

/// <summary>Reads an architecture from any of the texts that people use for one.</summary>
public static class ArchitectureReader
{
    /// <summary>
    /// Reads an arch string of NAS-Bench-201 (begins with <c>|</c>) or a supernet of that space (the same with a comma in it), a digit code of a DAG (digits
    /// and <c>_</c>), a genotype of DARTS (holds <c>Genotype</c>) or a supernet of its space (begins with <c>Supernet</c>), the id of one of the
    /// <see cref="PublishedCells"/>, or the text of a known network (an id of <see cref="ModelRegistry"/>, alone or with options behind <c>:</c>).
    /// </summary>
    /// <exception cref="ArchitectureFormatException">The text is none of these; the message says where and how.</exception>
    public static IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('|'))
            return text.Contains(',', StringComparison.Ordinal) ? NasBench201Supernet.Parse(text) : NasBench201Cell.Parse(text);
        if (text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || letter == '_'))
            return DagArchitecture.Parse(text);
        if (text.Contains("Genotype", StringComparison.Ordinal))
            return DartsGenotype.Parse(text);
        if (text.StartsWith(DartsSupernetParser.TypeName, StringComparison.Ordinal))
            return DartsSupernet.Parse(text);
        if (PublishedCells.TryGet(text, out PublishedCell? cell))
            return cell.Genotype;
        string id = text.Split(':')[0];
        if (text.Contains(':', StringComparison.Ordinal) || ModelRegistry.All.Any(family => family.Id == id))
            return ModelRegistry.Parse(text);
        throw new ArchitectureFormatException(
            1,
            $"character 1: '{text}' is no architecture; expected an arch string '|op~0|+...', a DAG code such as 2_02_002, a genotype 'Genotype(normal=...)', "
            + $"a published cell ({PublishedCells.Ids}), or a model such as resnet50 or mobilenet-v2:1.4{Suggestion(text)}");
    }

    // A mistyped name differs in a letter or two; a text that is nothing like a name gets no advice.
    private static string Suggestion(string text)
    {
        string nearest = EditDistance.Nearest(text, ModelRegistry.All.Select(family => family.Id).Concat(PublishedCells.All.Select(cell => cell.Id)));
        return EditDistance.Between(text, nearest) <= 2 ? $"; did you mean '{nearest}'?" : "";
    }
}
