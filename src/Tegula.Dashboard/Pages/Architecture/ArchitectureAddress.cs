using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>Where the page of an evaluation is.</summary>
internal static class ArchitectureAddress
{
    private const int LongestName = 60;

    /// <summary>Its address.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="evaluation"><see cref="Studies.StoredEvaluation.Id"/>.</param>
    /// <param name="study">The study in which it is looked at; null for the one that it was measured for.</param>
    public static string Of(ShelvedStore store, long evaluation, long? study = null) =>
        $"/architectures/{Uri.EscapeDataString(store.Slug)}/{evaluation}{(study is { } id ? $"?study={id}" : "")}";

    /// <summary>A name that every file system takes, such as <c>genotype-cells-12.txt</c>.</summary>
    public static string FileName(string what, ShelvedStore store, long evaluation, string extension)
    {
        var stem = store.Slug.EndsWith(StudyShelf.Extension, StringComparison.Ordinal) ? store.Slug[..^StudyShelf.Extension.Length] : store.Slug;
        string plain = new([.. stem.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-').Take(LongestName)]);
        return $"{what}-{(plain.Trim('-') is { Length: > 0 } trimmed ? trimmed : "store")}-{evaluation}{extension}";
    }
}
