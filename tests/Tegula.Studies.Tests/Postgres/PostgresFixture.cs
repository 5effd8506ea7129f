using Tegula.Studies.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Tegula.Studies.Tests.Postgres;

/// <summary>The server that the tests share, started by the first that asks for it and stopped when all are over.</summary>
public sealed class PostgresFixture : IDisposable
{
    private readonly Lazy<PostgresServer> _server = new(PostgresServer.Start);

    /// <summary>The server; a test that asks is skipped where PostgreSQL is not installed.</summary>
    public PostgresServer Server
    {
        get
        {
            SkipWithoutPostgres();
            return _server.Value;
        }
    }

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public static void SkipWithoutPostgres() =>
        Assert.SkipWhen(PostgresServer.InstalledBinaries is null, "PostgreSQL is not installed (Debian package postgresql)");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
    }
}
