using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Recorded;

/// <summary>Where recorded results are.</summary>
internal static class ResultAddress
{
    private const int KeyLength = 64;

    /// <summary>Address of a store's results.</summary>
    public static string Of(ShelvedStore store) => $"/results/{store.Slug}";

    /// <summary>Address of a result. Names that a browser would take apart, such as <c>..</c>, are replaced by the key.</summary>
    public static string Of(ShelvedStore store, RecordedResult result) =>
        $"{Of(store)}/{(IsSegment(result.Name) ? Uri.EscapeDataString(result.Name) : result.Key)}";

    /// <summary>Address of one output for downloading.</summary>
    public static string Of(ShelvedStore store, RecordedResult result, string output) => $"{Of(store, result)}/download?output={Uri.EscapeDataString(output)}";

    /// <summary>The result, with its outputs, of the last part of an address; null when there is none.</summary>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    public static RecordedResult? Find(StudyStore store, string name) =>
        store.Results().FirstOrDefault(result => !result.IsPart && result.Name == name) is { } found ? store.FindResult(found.Key)
        : name.Length == KeyLength && store.FindResult(name) is { IsPart: false } byKey ? byKey
        : null;

    private static bool IsSegment(string name) =>
        name is not ("" or "." or "..") && !name.Any(letter => letter is '/' or '\\' || char.IsControl(letter)) && name.IsNormalizedText();

    // Half of a surrogate pair cannot be escaped.
    private static bool IsNormalizedText(this string name)
    {
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsHighSurrogate(name[index]) && index + 1 < name.Length && char.IsLowSurrogate(name[index + 1]))
                index++;
            else if (char.IsSurrogate(name[index]))
                return false;
        }

        return true;
    }
}
