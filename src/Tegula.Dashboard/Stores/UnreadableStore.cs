namespace Tegula.Dashboard.Stores;

/// <summary>Something that lies where a store is looked for, and cannot be read as one.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record UnreadableStore(string Name, string Reason);
