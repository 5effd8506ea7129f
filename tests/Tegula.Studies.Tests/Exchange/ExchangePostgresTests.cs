using Tegula.Studies.Exchange;
using Tegula.Studies.Tests.Postgres;

namespace Tegula.Studies.Tests.Exchange;

/// <summary>A store moves to another machine and back.</summary>
public sealed class ExchangePostgresTests(PostgresFixture postgres)
{
    [Fact]
    public void A_store_moves_from_a_file_to_a_server_and_back_without_a_difference()
    {
        using var folder = new ScratchFolder();
        using var file = folder.NewStore();
        SampleStudies.Fill(file);
        using var server = StudyStore.Open(postgres.Server.CreateDatabase());
        using var back = folder.NewStore();

        Move(file, server).Present.ShouldBe(new());
        Move(server, back).Present.ShouldBe(new());
        Move(file, server).Added.ShouldBe(new());

        StoreContent.Of(server).ShouldBe(StoreContent.Of(file));
        StoreContent.Of(back).ShouldBe(StoreContent.Of(file));
        server.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        Lines(back).ShouldBe(Lines(server));
    }

    private static ImportCounts Move(StudyStore from, StudyStore into) => into.Import([.. StudyImport.Read(new StringReader(Lines(from)), "file")]);

    private static string Lines(StudyStore store)
    {
        var writer = new StringWriter();
        StudyExport.WriteJsonLines(store, study: null, writer, TestContext.Current.CancellationToken);
        return writer.ToString();
    }
}
