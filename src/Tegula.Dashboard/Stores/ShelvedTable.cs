namespace Tegula.Dashboard.Stores;

/// <summary>A table of trained architectures that pages may look into.</summary>
/// <param name="Slug">Its name in addresses; unique on the shelf.</param>
/// <param name="Name">Its name for people: the file's.</param>
/// <param name="Path">The file.</param>
public sealed record ShelvedTable(string Slug, string Name, string Path);
