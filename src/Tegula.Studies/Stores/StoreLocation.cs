namespace Tegula.Studies.Stores;

/// <summary>Which kind of store a location names.</summary>
internal static class StoreLocation
{
    /// <summary>True for <c>postgres://</c> and <c>postgresql://</c>; everything else is a file.</summary>
    public static bool IsServer(string location) =>
        location.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
}
