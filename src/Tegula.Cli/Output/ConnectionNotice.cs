using Tegula.Studies;

namespace Tegula.Cli.Output;

/// <summary>Says on standard error when a study's database is out of reach and waited for, and when it is back.</summary>
internal static class ConnectionNotice
{
    /// <summary>Has a store say so from now on.</summary>
    /// <returns>The store.</returns>
    public static StudyStore Of(StudyStore store)
    {
        store.ConnectionChanged = change => Console.Error.WriteLine(
            change == StoreConnection.Lost ? $"tegula: waiting for the database {store.Location}" : "tegula: the database is back");
        return store;
    }
}
