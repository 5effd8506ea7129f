namespace Tegula.Studies;

/// <summary>Whether a store's server can be reached.</summary>
public enum StoreConnection
{
    /// <summary>It cannot; operations wait for it.</summary>
    Lost,

    /// <summary>It can again.</summary>
    Back,
}
