using System.Globalization;
using Npgsql;

namespace Tegula.Studies.Stores;

/// <summary>A database on a PostgreSQL server, read from <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require</c>.</summary>
/// <param name="Settings">How to connect.</param>
internal sealed record PostgresLocation(NpgsqlConnectionStringBuilder Settings)
{
    private const string Syntax = "write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with special letters as %xx";

    /// <summary>The location without password and options.</summary>
    public string Shown { get; } =
        $"postgres://{(Settings.Username is { } user ? Uri.EscapeDataString(user) + "@" : "")}{Settings.Host}:{Settings.Port}/{Settings.Database}";

    /// <summary>
    /// Reads a location; no server is asked. What it leaves out comes from the environment (PGUSER, PGPASSWORD) and from ~/.pgpass, as elsewhere.
    /// </summary>
    /// <exception cref="StudyException">It is no location of a database; the message does not show it, as it may hold a password.</exception>
    public static PostgresLocation Parse(string location)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
            throw Wrong("the location of the PostgreSQL study cannot be read");
        string database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
            throw Wrong($"the location of the study on '{uri.Host}' names no database");
        string[] user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port < 0 ? NpgsqlConnection.DefaultPort : uri.Port,
            Database = database,
            ApplicationName = "tegula",
            CommandTimeout = 60,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 10,
            TcpKeepAliveInterval = 5,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,

            // The store keeps its connections itself, and must not be handed one that a dead server left behind.
            Pooling = false,
        };
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        else if (Environment.GetEnvironmentVariable("PGUSER") is not { Length: > 0 })
            settings.Username = Environment.UserName;
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (string option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(settings, option, uri.Host);
        return new(settings);
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string option, string host)
    {
        string[] parts = option.Split('=', 2);
        string value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        bool isKnown = true;
        switch (parts[0])
        {
            case "sslmode":
                isKnown = Enum.TryParse(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out SslMode mode) && Enum.IsDefined(mode);
                settings.SslMode = mode;
                break;
            case "sslrootcert":
                settings.RootCertificate = value;
                break;
            case "connect_timeout":
                isKnown = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is > 0 and <= 1024;
                settings.Timeout = isKnown ? seconds : settings.Timeout;
                break;
            case "application_name":
                settings.ApplicationName = value;
                break;
            case "search_path":
                settings.SearchPath = value;
                break;
            default:
                isKnown = false;
                break;
        }

        if (!isKnown)
        {
            throw new StudyException(
                $"option '{option}' of the study's location on '{host}' is unknown: use sslmode (disable to verify-full), sslrootcert, connect_timeout " +
                "(seconds), application_name or search_path");
        }
    }

    private static StudyException Wrong(string what) => new($"{what}: {Syntax}");
}
