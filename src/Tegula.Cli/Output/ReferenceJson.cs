using Tegula.Cli.Options;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>The sample that combinations were ranked against.</summary>
/// <param name="Size">Architectures in it.</param>
/// <param name="Seed">Drew the architectures, their weights and the images.</param>
/// <param name="Space">Id of the space.</param>
/// <param name="Data">Id of the kind of images.</param>
/// <param name="DataSha256">Hash of the images.</param>
/// <param name="Fidelity"><c>reference</c> or <c>fast</c>.</param>
/// <param name="Repeats">Initialisations averaged over; null for each indicator's own number.</param>
/// <param name="Batch">Images in a minibatch; null for each indicator's own number.</param>
/// <param name="Version">Version that measured it.</param>
internal sealed record ReferenceJson(
    int Size, ulong Seed, string Space, string Data, string DataSha256, string Fidelity, int? Repeats, int? Batch, string Version)
{
    /// <summary>What stands in the report of a sample.</summary>
    public static ReferenceJson Of(ReferenceSample sample) => new(
        sample.Scores.Count,
        sample.Scoring.Seed,
        sample.Space,
        sample.Data,
        sample.DataSha256,
        ScoringOptions.Name(sample.Scoring.Fidelity),
        sample.Scoring.Repeats,
        sample.Scoring.BatchSize,
        sample.Version);
}
