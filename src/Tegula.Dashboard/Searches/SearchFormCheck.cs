using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Searches;

/// <summary>
/// Refuses, before a process is started, what a browser must not ask for: files outside the folder, names that are none. Whether numbers and methods fit
/// together is the business of the search, which says so in one line.
/// </summary>
internal static partial class SearchFormCheck
{
    private const int LongestName = 200;

    /// <summary>Checks what was filled in.</summary>
    /// <param name="form">What was filled in.</param>
    /// <param name="options">The folder.</param>
    /// <param name="shelf">The stores.</param>
    /// <param name="inputs">The data and tables.</param>
    /// <returns>Where the study will lie.</returns>
    /// <exception cref="PageException">Something is wrong; the message says what would be right.</exception>
    public static ShelvedStore Run(SearchForm form, DashboardOptions options, StudyShelf shelf, SearchInputs inputs)
    {
        if (form.Name.Length == 0)
            throw Wrong("the search needs a name, such as 'first try'");
        if (form.Name.Length > LongestName)
            throw Wrong($"the name has {form.Name.Length} letters, and may have {LongestName}");
        if (form.Name.Any(char.IsControl))
            throw Wrong("the name holds a line break or another control character: leave it out");
        if (form.Filter is not (SearchForm.NoFilter or SearchForm.DepthWidth))
            throw Wrong($"there is no filter '{form.Filter}': take {SearchForm.NoFilter} or {SearchForm.DepthWidth}");
        if (form.Options().FirstOrDefault(value => value.Length > SearchForm.LongestField || value.Any(char.IsControl)) is { } odd)
            throw Wrong($"'{new string([.. odd.Where(letter => !char.IsControl(letter)).Take(30)])}…' is too long, or holds a control character");
        if (inputs.Data().All(data => data.Value != form.Data))
            throw Wrong($"the data '{form.Data}' are not among those that may be used here: put them into the folder, or start the dashboard with --data");
        if (!inputs.Spaces().Contains(form.Space))
            throw Wrong($"the space '{form.Space}' is not among those that may be used here: {string.Join(", ", inputs.Spaces())}; put the YAML file of an own one into the folder");
        if (form.Table.Length > 0 && !inputs.Tables().Contains(form.Table))
            throw Wrong($"the table '{form.Table}' is not among those that may be used here: put it into the folder, or start the dashboard with --table");
        var store = form.Store.Length > 0 ? Existing(form.Store, shelf) : New(form.File, options, shelf);
        return IsTaken(form, store, shelf)
            ? throw Wrong($"there is a study '{form.Name}' in {store.Name} already: take another name, or resume that one on its page")
            : store;
    }

    private static ShelvedStore Existing(string slug, StudyShelf shelf) =>
        shelf.Find(slug) ?? throw Wrong($"the store '{slug}' is not there any more: choose another one");

    private static ShelvedStore New(string name, DashboardOptions options, StudyShelf shelf)
    {
        if (!shelf.IsFolder)
            throw Wrong("this dashboard shows the stores of its command line, and makes no new ones: choose one of them");
        if (!FileName().IsMatch(name))
            throw Wrong($"'{name}' cannot be the new file's name: take letters, digits, dots, hyphens and underscores, a letter or digit first and .db last");
        string path = Path.Combine(Path.GetFullPath(options.Folder), name);

        // A link that leads nowhere would have the file made where it leads.
        return new FileInfo(path) is { Exists: false, LinkTarget: null }
            ? new(name, name, path)
            : throw Wrong($"there is a file '{name}' already: choose it in the list of stores, or take another name");
    }

    private static bool IsTaken(SearchForm form, ShelvedStore store, StudyShelf shelf)
    {
        try
        {
            return form.Store.Length > 0 && shelf.Read(store, opened => opened.FindStudy(form.Name)) is not null;
        }
        catch (StudyException error) when (!error.IsFailure)
        {
            throw Wrong(error.Message);
        }
    }

    private static PageException Wrong(string message) => new(StatusCodes.Status422UnprocessableEntity, message);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}\.db\z", RegexOptions.None, 1_000)]
    private static partial Regex FileName();
}
