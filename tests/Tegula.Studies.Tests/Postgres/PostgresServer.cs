using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Tegula.Studies.Tests.Postgres;

/// <summary>A PostgreSQL server of its own on a free port of 127.0.0.1, with its data in a temporary folder and everything synced as on a real one.</summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Name of the superuser.</summary>
    public const string User = "tegula";

    /// <summary>Its password, with letters that a URL must escape.</summary>
    public const string Password = "s3cret:/@%";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-postgres-");
    private readonly string _data;
    private int _databases;

    private PostgresServer(string binaries)
    {
        Binaries = binaries;
        _data = Path.Combine(_folder.FullName, "data");
        Port = FreePort();
    }

    /// <summary>Folder of initdb and pg_ctl; null where PostgreSQL is not installed.</summary>
    public static string? InstalledBinaries { get; } = FindBinaries();

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    private string Binaries { get; }

    /// <summary>Makes a cluster and starts its server.</summary>
    public static PostgresServer Start()
    {
        var server = new PostgresServer(InstalledBinaries ?? throw new InvalidOperationException("PostgreSQL is not installed"));
        try
        {
            string password = Path.Combine(server._folder.FullName, "password");
            File.WriteAllText(password, Password);
            if (Environment.IsPrivilegedProcess)
                RunTool("chown", ["-R", "postgres:postgres", server._folder.FullName]);
            server.RunAsOwner("initdb", "-D", server._data, "-U", User, $"--pwfile={password}", "--auth=scram-sha-256", "-E", "UTF8", "--locale=C");
            server.Restart();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Location of a database, as a store takes it.</summary>
    public string LocationOf(string database) => $"postgres://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/{database}";

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its location.</returns>
    public string CreateDatabase()
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute("postgres", $"CREATE DATABASE {name}");
        return LocationOf(name);
    }

    /// <summary>Runs a statement past the store.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "the tests write the statement")]
    public void Execute(string database, string statement)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database));
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>One value, read past the store.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "the tests write the query")]
    public T Value<T>(string database, string query)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database));
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = query;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>SIGKILL to the server and every process of it, as a power cut would end them.</summary>
    public void Kill()
    {
        string lockFile = Path.Combine(_data, "postmaster.pid");
        int id = int.Parse(File.ReadLines(lockFile).First(), CultureInfo.InvariantCulture);
        using (Process postmaster = Process.GetProcessById(id))
            postmaster.Kill(entireProcessTree: true);

        // A parent that does not collect its dead children leaves them as zombies, which the next start would take for a live server.
        while (IsAlive(id))
            Thread.Sleep(2);
        File.Delete(lockFile);
    }

    /// <summary>Starts the server on the data that is there, and waits until it takes connections.</summary>
    public void Restart() => RunAsOwner(
        "pg_ctl",
        "start",
        "--wait",
        "-D",
        _data,
        "-l",
        Path.Combine(_data, "server.log"),
        "-o",
        $"-c listen_addresses=127.0.0.1 -p {Port} -c unix_socket_directories= -c max_connections=200");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(Path.Combine(_data, "postmaster.pid")))
            RunAsOwner("pg_ctl", "stop", "-m", "immediate", "-D", _data);
        _folder.Delete(recursive: true);
    }

    private static bool IsAlive(int id)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindBinaries()
    {
        string debian = "/usr/lib/postgresql";
        IEnumerable<string> folders = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return folders
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private void RunAsOwner(string tool, params string[] arguments)
    {
        string path = Path.Combine(Binaries, tool);
        if (Environment.IsPrivilegedProcess)
            RunTool("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments]);
        else
            RunTool(path, arguments);
    }

    // The server inherits what pg_ctl was given, so a pipe would stay open as long as it runs.
    private static void RunTool(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = "/" };
        foreach (string argument in (string[])["-c", "log=$(mktemp); \"$@\" </dev/null >\"$log\" 2>&1; status=$?; [ $status -eq 0 ] || cat \"$log\" >&2; rm \"$log\"; exit $status", "sh", tool, .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Password = Password,
        Database = database,
        Pooling = false,
    }.ConnectionString;
}
