using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Snapshots;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Snapshots;

/// <summary>Events of a study, from a server of its own.</summary>
public sealed class StudyEventsTests
{
    // As no program of this kind would have written it.
    private static void Replace(string file, string text, string other)
    {
        using var store = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        store.Open();
        using var command = store.CreateCommand();
        command.CommandText = "UPDATE study SET definition = replace(definition, $text, $other)";
        command.Parameters.AddWithValue("$text", text);
        command.Parameters.AddWithValue("$other", other);
        command.ExecuteNonQuery();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watchers_hear_every_step_of_a_search_once_and_its_end()
    {
        using var study = new GrownStudy(1, name: "another");
        await using var server = await DashboardServer.Start(study.Options, Token);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var store = StudyStore.Open(study.File);
        var request = new SearchRequest
        {
            Method = SearchMethods.Random,
            Steps = 150,
            Objective = Combinations.Parse("sum:naswot"),
            Scoring = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Indicators = ["naswot"], Threads = 1 },
        };

        // The watchers come while nothing is measured yet, and the search waits at first for all of them.
        using var begun = new ManualResetEventSlim();
        using var watched = new ManualResetEventSlim();
        var search = Task.Run(
            () =>
            {
                StudySearch.Run(store, "searched", request, DatasetSpec.Open("synthetic"), "synthetic", progress: progress =>
                {
                    begun.Set();
                    watched.Wait(Token);
                    Thread.Sleep(progress.Done % 10 == 0 ? 60 : 1);
                });
            },
            Token);
        begun.Wait(Token);
        var id = study.Store.FindStudy("searched")!.Id;
        Uri Events(int from) => new(server.Address, $"/studies/grown.db/{id}/events?from={from}");
        var watchers = new List<Task<List<JsonElement>>>();
        for (var number = 0; number < 5; number++)
        {
            var reader = await EventReader.Open(client, Events(0), token: Token);
            (reader.Status, reader.ContentType).ShouldBe((HttpStatusCode.OK, "text/event-stream"));
            watchers.Add(reader.Rest(Token));
        }

        watched.Set();
        await search;
        var steps = study.Store.Steps(id);
        steps.Count.ShouldBe(150);
        foreach (var events in await Task.WhenAll(watchers))
        {
            events.SelectMany(item => Numbers(item.GetProperty("points"), "step")).ShouldBe(Enumerable.Range(0, 150));
            events.SelectMany(item => Numbers(item.GetProperty("points"), "evaluation")).ShouldBe(steps.Select(step => (int)step.Evaluation));
            events.Select(item => item.GetProperty("from").GetInt32()).Skip(1).ShouldBe(events.Select(item => item.GetProperty("next").GetInt32()).SkipLast(1));
            events.Count.ShouldBeGreaterThan(1);
            events[^1].GetProperty("study").GetProperty("status").GetString().ShouldBe("done");
            events[^1].GetProperty("study").GetProperty("answer").GetString().ShouldNotBeNullOrEmpty();
            JsonElement whole = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(server.Address, $"/studies/grown.db/{id}/course.json"), Token)).RootElement;
            whole.GetProperty("best").GetRawText().ShouldBe(events[^1].GetProperty("best").GetRawText());
        }

        // A browser whose stream ended asks again with what it had last; it is told not to.
        using (var again = await EventReader.Open(client, Events(0), last: "150", token: Token))
            again.Status.ShouldBe(HttpStatusCode.NoContent);
        using var resumed = await EventReader.Open(client, Events(0), last: "140", token: Token);
        var rest = (await resumed.Next(Token)).ShouldNotBeNull();
        (rest.Id, rest.Event, rest.Data.GetProperty("from").GetInt32(), Numbers(rest.Data.GetProperty("points"), "step").Length).ShouldBe(("150", "course", 140, 10));
        (await resumed.Next(Token)).ShouldBeNull();
        await UntilNobodyWatches(server);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_logged_and_watchers_hear_of_what_comes_after_it()
    {
        using var study = new GrownStudy(3);
        study.Grow(20);
        var logged = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await DashboardServer.Start(study.Options with { Log = line => logged.TrySetResult(line) }, Token);
        using var client = new HttpClient();
        using var reader = await EventReader.Open(client, new Uri(server.Address, $"/studies/grown.db/{study.Study.Id}/events?from=20"), token: Token);
        Replace(study.File, "\"space\":\"letters\"", "\"space\":null");
        (await logged.Task.WaitAsync(TimeSpan.FromMinutes(5), Token)).ShouldContain("watching study");
        Replace(study.File, "\"space\":null", "\"space\":\"letters\"");
        study.Grow(5);
        (await reader.Next(Token)).ShouldNotBeNull().Data.GetProperty("next").GetInt32().ShouldBe(25);
    }

    [Fact]
    public async Task A_study_that_is_deleted_and_made_again_is_told_from_its_beginning()
    {
        using var study = new GrownStudy(2);
        study.Grow(20);
        await using var server = await DashboardServer.Start(study.Options, Token);
        using var client = new HttpClient();
        var events = new Uri(server.Address, $"/studies/grown.db/{study.Study.Id}/events?from=20");
        using var reader = await EventReader.Open(client, events, token: Token);
        study.Grow(5);
        var first = (await reader.Next(Token)).ShouldNotBeNull();
        (first.Id, first.Data.GetProperty("from").GetInt32(), first.Data.GetProperty("next").GetInt32()).ShouldBe(("25", 20, 25));
        study.Replace("again");
        study.Grow(40);
        var second = (await reader.Next(Token)).ShouldNotBeNull();
        while (second.Data.GetProperty("next").GetInt32() < 40)
            second = (await reader.Next(Token)).ShouldNotBeNull();
        second.Data.GetProperty("study").GetProperty("name").GetString().ShouldBe("again");
        study.Store.DeleteStudy("again");
        var last = (await reader.Next(Token)).ShouldNotBeNull();
        last.Event.ShouldBe("gone");
        (await reader.Next(Token)).ShouldBeNull();
        using var missing = await EventReader.Open(client, events, token: Token);
        missing.Status.ShouldBe(HttpStatusCode.NotFound);
        await UntilNobodyWatches(server);
    }

    [Fact]
    public async Task A_browser_that_goes_is_forgotten_and_a_server_that_stops_ends_its_streams()
    {
        using var study = new GrownStudy(3);
        study.Grow(20);
        var server = await DashboardServer.Start(study.Options, Token);
        var watches = server.Services.GetRequiredService<StudyWatches>();
        using var client = new HttpClient();
        var events = new Uri(server.Address, $"/studies/grown.db/{study.Study.Id}/events");
        var readers = new List<EventReader>();
        for (var number = 0; number < 5; number++)
        {
            readers.Add(await EventReader.Open(client, events, token: Token));
            (await readers[^1].Next(Token)).ShouldNotBeNull().Id.ShouldBe("20");
        }

        (watches.Count, watches.Watchers).ShouldBe((1, 5));
        foreach (var reader in readers.Take(3))
            reader.Dispose();
        while (watches.Watchers > 2)
            await Task.Delay(10, Token);
        var ends = readers.Skip(3).Select(reader => reader.Rest(Token)).ToList();
        await server.DisposeAsync();
        (await Task.WhenAll(ends)).ShouldAllBe(more => more.Count == 0);
        (watches.Count, watches.Watchers).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("/studies/grown.db/1/course.json?from=-1", HttpStatusCode.BadRequest)]
    [InlineData("/studies/grown.db/1/course.json?from=x", HttpStatusCode.BadRequest)]
    [InlineData("/studies/grown.db/1/events?from=99999999999", HttpStatusCode.BadRequest)]
    [InlineData("/studies/grown.db/2/course.json", HttpStatusCode.NotFound)]
    [InlineData("/studies/grown.db/2/events", HttpStatusCode.NotFound)]
    [InlineData("/studies/other.db/1/course.json", HttpStatusCode.NotFound)]
    [InlineData("/studies/..%2Fgrown.db/1/course.json", HttpStatusCode.NotFound)]
    [InlineData("/studies/grown.db/99999999999999999999/course.json", HttpStatusCode.NotFound)]
    [InlineData("/studies/grown.db/1/evaluations.csv?sort=nothing", HttpStatusCode.BadRequest)]
    [InlineData("/studies/grown.db/1/course.json?from=2000000000", HttpStatusCode.OK)]
    public async Task A_wrong_address_is_refused(string path, HttpStatusCode expected)
    {
        using var study = new GrownStudy(4);
        study.Grow(5);
        await using var server = await DashboardServer.Start(study.Options, Token);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(server.Address, path), Token);
        response.StatusCode.ShouldBe(expected);
    }

    private static async Task UntilNobodyWatches(DashboardServer server)
    {
        var watches = server.Services.GetRequiredService<StudyWatches>();
        while (watches.Count > 0)
            await Task.Delay(10, Token);
        watches.Watchers.ShouldBe(0);
    }

    private static int[] Numbers(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];
}
