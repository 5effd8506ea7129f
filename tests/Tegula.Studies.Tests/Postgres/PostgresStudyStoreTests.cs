using Tegula.Studies.Tests.Stores;

namespace Tegula.Studies.Tests.Postgres;

/// <summary>The contract on a PostgreSQL database.</summary>
/// <param name="fixture">The server.</param>
public sealed class PostgresStudyStoreTests(PostgresFixture fixture) : StudyStoreContract
{
    private readonly PostgresServer _server = fixture.Server;
    private readonly string _location = fixture.Server.CreateDatabase();

    protected override StudyStore Open(StudyAccess access = StudyAccess.ReadWrite) => StudyStore.Open(_location, access);

    // A replica takes rows as they come, so references are not looked at.
    protected override void Damage(string sql) =>
        _server.Execute(_location[(_location.LastIndexOf('/') + 1)..], $"SET session_replication_role = replica; {sql}");
}
