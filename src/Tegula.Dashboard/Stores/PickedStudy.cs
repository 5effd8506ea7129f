using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>A study with the store that it lies in.</summary>
/// <param name="Store">The store.</param>
/// <param name="Study">The study.</param>
public sealed record PickedStudy(ShelvedStore Store, Study Study)
{
    /// <summary>The text that stands for it in addresses: <c>STORE/ID</c>.</summary>
    public string Key => $"{Store.Slug}/{Study.Id}";

    /// <summary>Address of its page.</summary>
    public string Address => $"/studies/{Key}";

    /// <summary>What differs between studies, also between one that was deleted and one made in its place.</summary>
    public string Identity => $"{Key} {Study.Created.UtcTicks}";

    /// <summary>What changes whenever something was added to it.</summary>
    public string Stamp => $"{Study.Updated.UtcTicks} {Study.Steps} {Study.Status}";
}
