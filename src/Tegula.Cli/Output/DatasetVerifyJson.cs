namespace Tegula.Cli.Output;

/// <summary>What was found in one data set.</summary>
/// <param name="Data">The data as asked for.</param>
/// <param name="Ok">True when no problem was found.</param>
/// <param name="Count">Images.</param>
/// <param name="Shape">Channels, height and width of an image; null when the data cannot be opened.</param>
/// <param name="ClassCounts">Images of each class.</param>
/// <param name="Sha256">Hash of the content; null when the data cannot be opened.</param>
/// <param name="Recognised">What the content is, when its hash is known.</param>
/// <param name="Notes">Remarks, one line each.</param>
/// <param name="Problems">One line each.</param>
internal sealed record DatasetVerifyJson(
    string Data,
    bool Ok,
    int Count,
    IReadOnlyList<int>? Shape,
    IReadOnlyList<int> ClassCounts,
    string? Sha256,
    string? Recognised,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Problems);
