using Tegula.Dashboard.Answers;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Pages.Recorded;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Landscape;

/// <summary>A recorded landscape around trained weights.</summary>
/// <param name="Address">Address of the result.</param>
/// <param name="Result">The result, without its outputs.</param>
/// <param name="Store">Where it lies.</param>
/// <param name="Figures">Its drawings; empty where there are more than a page shows.</param>
public sealed record KeptLandscape(string Address, RecordedResult Result, ShelvedStore Store, IReadOnlyList<Figure> Figures)
{
    /// <summary>The command that records them.</summary>
    public const string Command = "landscape";

    /// <summary>How many are drawn; the others are named.</summary>
    public const int MostDrawn = 4;

    /// <summary>All there are, the newest first; stores that cannot be read are left out.</summary>
    public static IReadOnlyList<KeptLandscape> All(StudyShelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        return
        [
            .. shelf.Stores()
                .SelectMany(store => StoreResults.Of(shelf, store).Results.Where(result => result.Command == Command).Select(result => (Store: store, Result: result)))
                .OrderByDescending(item => item.Result.Started)
                .Select((item, index) => new KeptLandscape(
                    ResultAddress.Of(item.Store, item.Result), item.Result, item.Store, index < MostDrawn ? Drawings(shelf, item.Store, item.Result.Key) : [])),
        ];
    }

    // The numbers are on the page of the result, and so is what is wrong with it.
    private static IReadOnlyList<Figure> Drawings(StudyShelf shelf, ShelvedStore store, string key)
    {
        try
        {
            return shelf.Read(store, opened => opened.FindResult(key)) is not { } result
                ? []
                : [.. from section in ResultFigures.Of(result.Command, result.Outputs).Sections
                      from figure in section.Figures
                      where figure.Svg is not null
                      select figure with { Table = null }];
        }
        catch (StudyException)
        {
            return [];
        }
    }
}
