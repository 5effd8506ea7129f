using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Recorded;

/// <summary>The recorded results of a store.</summary>
/// <param name="Store">The store.</param>
/// <param name="Results">The newest first, at most <see cref="MostShown"/>; parts of experiments are left out, and so are all outputs.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Error">Why the store cannot be read, in one line; null where it can.</param>
public sealed record StoreResults(ShelvedStore Store, IReadOnlyList<RecordedResult> Results, int Count, string? Error)
{
    /// <summary>Most results of a list.</summary>
    public const int MostShown = 500;

    /// <summary>Reads them.</summary>
    public static StoreResults Of(StudyShelf shelf, ShelvedStore store)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        try
        {
            var all = shelf.Read(store, opened => opened.Results());
            RecordedResult[] results = [.. all.Where(result => !result.IsPart).OrderByDescending(result => result.Started)];
            return new(store, [.. results.Take(MostShown)], results.Length, null);
        }
        catch (StudyException exception)
        {
            return new(store, [], 0, exception.Message);
        }
    }
}
