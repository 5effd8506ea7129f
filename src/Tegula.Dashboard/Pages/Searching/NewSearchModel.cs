using Tegula.Dashboard.Searches;
using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages.Searching;

/// <summary>What the page shows that starts a search.</summary>
/// <param name="form">What is filled in.</param>
/// <param name="shelf">The stores to choose from.</param>
/// <param name="inputs">Data and tables to choose from.</param>
public sealed class NewSearchModel(SearchForm form, StudyShelf shelf, SearchInputs inputs)
{
    /// <summary>What is filled in.</summary>
    public SearchForm Form => form;

    /// <summary>Why the search did not start, in one line; null where nothing was asked yet.</summary>
    public string? Error { get; init; }

    /// <summary>The command that would start it; null where it was not asked for.</summary>
    public string? Command { get; init; }

    /// <summary>The stores there are.</summary>
    public IReadOnlyList<ShelvedStore> Stores { get; } = shelf.Stores();

    /// <summary>Whether a new file can be made.</summary>
    public bool AllowsNewFile { get; } = shelf.IsFolder;

    /// <summary>The data to choose from, each with what it is.</summary>
    public IReadOnlyList<(string Value, string Text)> Data { get; } = inputs.Data();

    /// <summary>The spaces to choose from.</summary>
    public IReadOnlyList<string> Spaces { get; } = inputs.Spaces();

    /// <summary>The tables to choose from.</summary>
    public IReadOnlyList<string> Tables { get; } = inputs.Tables();
}
