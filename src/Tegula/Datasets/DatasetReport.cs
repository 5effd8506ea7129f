namespace Tegula.Datasets;

/// <summary>What <see cref="DatasetVerifier"/> found.</summary>
/// <param name="Data">The request as the user wrote it.</param>
/// <param name="Count">Number of images; 0 when the data cannot be opened.</param>
/// <param name="Shape">Shape of each image; null when the data cannot be opened.</param>
/// <param name="ClassCounts">Images of each class; empty when the data cannot be opened.</param>
/// <param name="Sha256">See <see cref="ImageDataset.ContentHash"/>; null when the data cannot be opened.</param>
/// <param name="Recognised">What the content is, when its hash is a known one; otherwise null, which is no problem.</param>
/// <param name="Problems">One line each; empty when all is well.</param>
public sealed record DatasetReport(
    string Data, int Count, ImageShape? Shape, IReadOnlyList<int> ClassCounts, string? Sha256, string? Recognised, IReadOnlyList<string> Problems)
{
    /// <summary>True when no problem was found.</summary>
    public bool IsOk => Problems.Count == 0;

    /// <summary>See <see cref="ImageDataset.Notes"/>; empty when the data cannot be opened.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
