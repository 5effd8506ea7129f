namespace Tegula.Cli.Output;

/// <summary>What was found in one table of a tabular benchmark.</summary>
/// <param name="Table">The file.</param>
/// <param name="Ok">True when no problem was found.</param>
/// <param name="Count">Architectures.</param>
/// <param name="Sha256">Hash of the file as it lies there; null when it cannot be read.</param>
/// <param name="Problems">One line each.</param>
internal sealed record TableVerifyJson(string Table, bool Ok, int Count, string? Sha256, IReadOnlyList<string> Problems);
