using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>A store that pages may show.</summary>
/// <param name="Slug">Its name in addresses: letters, digits, dots, hyphens and underscores; unique on the shelf.</param>
/// <param name="Name">Its name for people: the file's, or the server without password.</param>
/// <param name="Location">As <see cref="StudyStore.Open"/> takes it.</param>
public sealed record ShelvedStore(string Slug, string Name, string Location);
