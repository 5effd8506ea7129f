using Tegula.Studies.Stores;

namespace Tegula.Studies.Slurm;

/// <summary>A database that workers on other machines can reach, with its password apart.</summary>
/// <param name="Location"><c>postgres://USER@HOST:PORT/DATABASE</c>, without a password.</param>
/// <param name="Password">The password as it is; null where there is none in the location, and the environment or a password file has it.</param>
internal sealed record ServerAddress(string Location, string? Password)
{
    /// <summary>Takes a location apart.</summary>
    /// <exception cref="StudyException">It is a file, which other machines cannot share.</exception>
    public static ServerAddress Of(string location)
    {
        if (!StoreLocation.IsServer(location))
        {
            throw new StudyException(
                $"--slurm: the nodes of a cluster cannot share the SQLite file {location}; "
                + "use a database with --study postgres://USER:PASSWORD@HOST:PORT/DATABASE");
        }

        var start = location.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = location.IndexOfAny(['/', '?', '#'], start);
        var at = location.LastIndexOf('@', (end < 0 ? location.Length : end) - 1);
        if (at < start)
            return new(location, null);
        var colon = location.IndexOf(':', start, at - start);
        return colon < 0 ? new(location, null) : new(location[..colon] + location[at..], Uri.UnescapeDataString(location[(colon + 1)..at]));
    }
}
