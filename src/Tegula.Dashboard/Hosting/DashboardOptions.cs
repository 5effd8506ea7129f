namespace Tegula.Dashboard.Hosting;

/// <summary>What the dashboard shows, and to whom.</summary>
public sealed record DashboardOptions
{
    /// <summary>The port where none is asked for: "TEGU" on a telephone's keys.</summary>
    public const int UsualPort = 8348;

    /// <summary>Fewest letters of a <see cref="Token"/>.</summary>
    public const int ShortestToken = 16;

    /// <summary>Folder whose study files are shown and in which new ones are made; nothing outside it can be named from a page.</summary>
    public required string Folder { get; init; }

    /// <summary>Files and databases to show instead of those of <see cref="Folder"/>; empty for all <c>*.db</c> in it.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>Address to listen on: an IP address, <c>localhost</c> or a name; any but the machine's own loopback needs a <see cref="Token"/>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 for any that is free.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>
    /// What a browser has to know to be let in, at least <see cref="ShortestToken"/> printable ASCII letters without blanks; null to let in everybody who can
    /// reach the address.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Data that searches started from a page may use beside the built-in sets and files of <see cref="Folder"/>.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Tables of trained cells that pages may look into, beside those of <see cref="Folder"/>.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>How this program is called, the first of them its file: searches started from a page are processes of their own.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Searches that may run at a time when started from pages, at least 1.</summary>
    public int Searches { get; init; } = 1;

    /// <summary>Takes a line on each error that is nobody's fault but the program's; from any thread.</summary>
    public Action<string> Log { get; init; } = Console.Error.WriteLine;
}
