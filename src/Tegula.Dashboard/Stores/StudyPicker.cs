using System.Globalization;
using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>Finds studies by the text that stands for one in an address: <c>STORE/ID</c>.</summary>
/// <param name="shelf">The stores that there are.</param>
public sealed class StudyPicker(StudyShelf shelf)
{
    /// <summary>Every study that can be picked, by store and then in the order of making; stores that cannot be read are left out.</summary>
    public IReadOnlyList<PickedStudy> All() => [.. shelf.Stores().SelectMany(StudiesOf)];

    /// <summary>The study that a text stands for; null when there is none.</summary>
    /// <exception cref="StudyException">Its store cannot be read.</exception>
    public PickedStudy? Find(string? text) =>
        text?.LastIndexOf('/') is > 0 and var slash
        && long.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && shelf.Find(text[..slash]) is { } store
        && shelf.Read(store, opened => opened.FindStudy(id)) is { } study
            ? new(store, study)
            : null;

    private IEnumerable<PickedStudy> StudiesOf(ShelvedStore store)
    {
        try
        {
            return shelf.Read(store, opened => opened.Studies()).Select(study => new PickedStudy(store, study));
        }
        catch (StudyException)
        {
            // The first page says what is wrong with it.
            return [];
        }
    }
}
