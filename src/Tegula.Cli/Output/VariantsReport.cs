using Tegula.Architectures;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>variants</c>.</summary>
/// <param name="Kind">What varies.</param>
/// <param name="Original">The cell pair to start from.</param>
/// <param name="Variants">The variants, in the order in which they were drawn.</param>
internal sealed record VariantsReport(string Kind, VariantJson Original, IReadOnlyList<VariantJson> Variants)
{
    /// <summary>Measures the original and its variants.</summary>
    public static VariantsReport Of(string kind, DartsGenotype original, IEnumerable<DartsGenotype> variants) =>
        new(kind, VariantJson.Of(original), [.. variants.Select(VariantJson.Of)]);
}
