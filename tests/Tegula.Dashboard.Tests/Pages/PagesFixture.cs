using System.Globalization;
using System.Net;
using System.Text;
using Tegula.Analysis;
using Tegula.Dashboard.Hosting;
using Tegula.Datasets;
using Tegula.Drawing;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages;

/// <summary>A folder with small studies, recorded results and a table of all cells, and a dashboard in this process that shows them.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    /// <summary>A name that would be dangerous if it were taken for markup or for a path.</summary>
    public const string HostileName = "../<script>alert('x')</script> & \"q\"";

    /// <summary>Such a name of a result.</summary>
    public const string HostileResult = "/../<script>alert('y')</script> & \"r\"";

    private const string Data = "synthetic";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-further-pages-");
    private DashboardServer? _server;

    /// <summary>The store with everything in it.</summary>
    public string Store => Path.Combine(_folder.FullName, "cells.db");

    /// <summary>The table of all cells; its accuracies are made up.</summary>
    public string Table => Path.Combine(_folder.FullName, "table.csv");

    /// <summary>Asks the dashboard.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>What the trajectory of the store looked like when it was measured.</summary>
    public SearchTrajectory? Trajectory { get; private set; }

    internal static SearchRequest Request(string method, int steps, ulong seed, string objective = "sum:regions+naswot") => new()
    {
        Method = method,
        Steps = steps,
        Objective = Combinations.Parse(objective),
        Scoring = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Seed = seed, Indicators = [.. Combinations.Parse(objective).Indicators] },
    };

    public async ValueTask InitializeAsync()
    {
        var images = DatasetSpec.Open(Data);
        using (var store = StudyStore.Open(Store))
        {
            Search("first", Request(SearchMethods.Random, 24, 1));
            Search("second", Request(SearchMethods.Evolution, 24, 1));
            Search("learned", Request(SearchMethods.Reinforce, 3, 2));
            Search("third", Request(SearchMethods.Random, 6, 2));
            Search("other way", Request(SearchMethods.Random, 4, 1) with { Scoring = Request(SearchMethods.Random, 4, 1).Scoring with { BatchSize = 6 } });
            Search("other space", Request(SearchMethods.Random, 3, 1, "sum:params+effective-depth") with { Space = DartsSpace.Instance.Id });
            Search(HostileName, Request(SearchMethods.Random, 3, 1));
            Trajectory = TrajectoryOf(store, images);
            foreach (var result in Results())
                store.AddResult(result);

            void Search(string name, SearchRequest request) => StudySearch.Run(store, name, request, images, Data);
        }

        await File.WriteAllTextAsync(Table, Csv());
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "numbers.csv"), "a,b\n1,2\n");
        _server = await DashboardServer.Start(new() { Folder = _folder.FullName, Port = 0, Program = ["tegula"] });
        Client = new() { BaseAddress = _server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The text that stands for a study in addresses.</summary>
    public string Key(string study)
    {
        using var store = StudyStore.Open(Store, StudyAccess.ReadOnly);
        return string.Create(CultureInfo.InvariantCulture, $"cells.db/{store.FindStudy(study)!.Id}");
    }

    /// <summary>A page as the browser reads it: without entities. Asks again while an answer is still being computed.</summary>
    public async Task<string> Page(string address) => WebUtility.HtmlDecode(await Markup(address));

    /// <summary>A page as it is sent.</summary>
    public async Task<string> Markup(string address)
    {
        while (true)
        {
            using var response = await Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            if (!response.Headers.Contains("Refresh"))
                return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Accuracy that the table gives a cell.</summary>
    internal static double Accuracy(int row) => 50 + (row * 7919 % 15_625 / 400.0);

    private static string Csv()
    {
        var csv = new StringBuilder("arch,c10_test_200,c100_test_200,in16_test_200\n");
        foreach (var (row, cell) in NasBench201Space.Instance.Enumerate().Index())
            csv.Append(CultureInfo.InvariantCulture, $"{cell},{Accuracy(row):R},{Accuracy(row) - 20:R},{Accuracy(row) - 40:R}\n");
        return csv.ToString();
    }

    // As 'tegula trajectory --steps 8' asks.
    private static SearchTrajectory TrajectoryOf(StudyStore store, ImageDataset images)
    {
        IndicatorOptions scoring = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Seed = 3, Indicators = ["regions", "naswot"] };
        var definition = StudyDefinition.Of(
            StudyTrajectory.Command, NasBench201Space.Instance.Id, images, Data, scoring, """{"indicators":"regions,naswot","steps":"8","early":"2","late":"5"}""");
        var session = StudySession.Begin(store, "ways", definition);
        var trajectory = SearchTrajectory.Of(NasBench201Space.Instance.Id, images, scoring, new(8) { Early = 2, Late = 5 }, null, session);
        session.End(StudyStatus.Done);
        return trajectory;
    }

    private static IEnumerable<RecordedResult> Results()
    {
        var drawing = CurveSvg.Write([new("curve", [1, 2, 3])], "A kept curve", "caption", "step", "value");
        yield return Result("kept", "landscape", new() { ["text"] = "printed <b>text</b>\n", ["json"] = "{}\n", ["csv"] = "alpha,beta,loss\n0.5,-1,2.25\n", ["svg"] = drawing });
        const string OtherShape = """{"loss":{"coordinates":[0],"rows":[[1,2]]}}""";
        yield return Result("misshapen", "landscape", new() { ["text"] = "printed all the same", ["json"] = OtherShape });
        yield return Result(HostileResult, "train", new() { ["text"] = "<script>alert(1)</script>", ["svg"] = drawing.Replace("</svg>", "<script>alert(2)</script></svg>", StringComparison.Ordinal) });
        yield return Result("..", "kernel", new() { ["json"] = "[1]" });
        yield return Result("part of an experiment", RecordedResult.PartCommand, new() { ["json"] = "1" });
    }

    private static RecordedResult Result(string name, string command, Dictionary<string, string> outputs) => new()
    {
        Key = RecordedResult.KeyOf(command, name),
        Name = name,
        Command = command,
        Request = """{"epochs":3,"note":"<i>"}""",
        Outputs = outputs,
        Version = "1.2.3",
        Machine = "somewhere",
        Started = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Seconds = 12.5,
    };
}
