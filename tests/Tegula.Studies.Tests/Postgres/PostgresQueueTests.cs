using Tegula.Studies.Tests.Queue;

namespace Tegula.Studies.Tests.Postgres;

/// <summary>The queue in a PostgreSQL database.</summary>
/// <param name="fixture">The server.</param>
public sealed class PostgresQueueTests(PostgresFixture fixture) : QueueContract
{
    private readonly string _location = fixture.Server.CreateDatabase();

    protected override StudyStore Open() => StudyStore.Open(_location);
}
