using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Dashboard.Hosting;
using Tegula.Exchange;
using Tegula.Exchange.PyTorch;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages.Architecture;

public sealed class ArchitecturePageTests : IAsyncLifetime
{
    private const string Cell = "|nor_conv_3x3~0|+|avg_pool_3x3~0|skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|skip_connect~2|";
    private const string Twin = "|nor_conv_3x3~0|+|avg_pool_3x3~0|skip_connect~1|+|nor_conv_1x1~0|nor_conv_3x3~1|none~2|";
    private const string Hostile = "</h1><script>alert(1)</script>\" onload='x' & |../../etc/passwd|\u0001";

    // Begins as a cell does, and goes on as none.
    private const string BrokenCell = "|nor_conv_3x3~0|+|<img src=x onerror=alert(1)>~0|";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-architecture-");
    private readonly HttpClient _client = new();
    private DashboardServer _server = null!;
    private (long Study, long Other) _studies;
    private Dictionary<string, long> _ids = [];

    public async ValueTask InitializeAsync()
    {
        Fill(Path.Combine(_folder.FullName, "cells.db"));
        _server = await DashboardServer.Start(
            new() { Folder = _folder.FullName, Port = 0, Program = ["tegula"], Log = line => throw new InvalidOperationException(line) }, Token);
        _client.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_cell_is_shown_with_its_drawing_numbers_ranks_and_origin()
    {
        string page = await Get($"/architectures/cells.db/{_ids[Cell]}?study={_studies.Study}");
        Plain(page, "h1").ShouldBe([Cell]);
        Svgs(page).Single().Descendants().Count(element => element.Attribute("data-edge") is not null).ShouldBe(6);
        string text = Texts(page);

        // Of 30, 20 and 10 in kappa, where low is better, 20 is the second; of 5 and 7 in regions, where high is better, 5 is the second.
        text.ShouldContain("NTK condition number kappa 20 0.5 low 2 of 3");
        text.ShouldContain("linear regions regions 5 0.25 high 2 of 2");
        text.ShouldContain("mse none: the kernel is singular");
        text.ShouldContain("Asked for by 2 steps");
        string[] parts =
        [
            "random", "seed of the study 42", "2026-03-04 05:06:07 UTC", "2 2026-03-04 05:06:08 no", "4 2026-03-04 05:06:10 yes",
            "took 1.5 s with 3 threads", "a machine", "1.2.3-test", "batch 8", Twin,
        ];
        foreach (string part in parts)
            text.ShouldContain(part);
        page.ShouldContain($"""href="/studies/cells.db/{_studies.Study}">first</a>""");
        page.ShouldNotContain("/secret/place");
    }

    [Fact]
    public async Task Topology_is_that_of_the_cell()
    {
        string text = Texts(await Get($"/architectures/cells.db/{_ids[Cell]}"));

        // Four ways with 1, 1, 2 and 1 operations that have weights, counted by hand: 0>3, 0>1>3, 0>2>3 with none, 0>1>2>3 with one.
        text.ShouldContain("paths 4 ");
        text.ShouldContain("depth 3 most operations");
        text.ShouldContain("effective depth 1 operations");
        text.ShouldContain("effective width 3 ways");
        var cost = Networks.ArchitectureCost.Of(NasBench201Cell.Parse(Cell))!;
        text.ShouldContain($"parameters {cost.Whole.Parameters:N0} {cost.Network}");
        text.ShouldContain($"MACs {cost.Whole.Macs:N0} ");
    }

    [Fact]
    public async Task A_genotype_is_drawn_twice_and_can_be_heard()
    {
        string page = await Get($"/architectures/cells.db/{_ids[Genotype]}");
        Plain(page, "h1").Single().ShouldStartWith("Architecture ");
        Plain(page, "pre").ShouldContain(Genotype);
        Svgs(page).Count.ShouldBe(2);
        string text = Texts(page);
        text.ShouldContain("Normal cell");
        text.ShouldContain("Reduction cell");
        text.ShouldContain("c_{k} = [0, 1, 2, 3]");
        text.ShouldContain("2 = sep_conv_3x3(c_{k-1}) + skip_connect(c_{k-2})");
    }

    [Fact]
    public async Task Drawings_share_one_style_sheet_that_the_page_links_to()
    {
        string page = await Get($"/architectures/cells.db/{_ids[Genotype]}");
        Svgs(page).ShouldAllBe(svg => !svg.Descendants().Any(element => element.Name.LocalName == "style"));
        string link = Matches(page, """/assets/drawings\.css[^"]*""").Single();
        (await Get(link)).ShouldBe(Drawing.DrawingTheme.PageStyle);
    }

    [Theory]
    [InlineData("genotype", "text/plain", ".txt")]
    [InlineData("drawing.svg", "image/svg+xml", ".svg")]
    [InlineData("evaluation.json", "application/json", ".json")]
    public async Task Downloads_come_as_files_with_safe_names(string what, string type, string extension)
    {
        foreach (string architecture in new[] { Cell, Genotype, Hostile })
        {
            using var answer = await _client.GetAsync(new Uri($"/architectures/cells.db/{_ids[architecture]}/{what}", UriKind.Relative), Token);
            if (architecture == Hostile && what == "drawing.svg")
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
                continue;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var content = answer.Content.Headers;
            content.ContentType!.MediaType.ShouldBe(type);
            content.ContentDisposition!.DispositionType.ShouldBe("attachment");
            content.ContentDisposition.FileName!.ShouldBe($"{what.Split('.')[0]}-cells-{_ids[architecture]}{extension}");
            string text = await answer.Content.ReadAsStringAsync(Token);
            if (what == "genotype")
                text.ShouldBe($"{architecture}\n");
            else if (what == "drawing.svg")
                XDocument.Parse(text).Root!.Name.LocalName.ShouldBe("svg");
            else
                ShouldSayTheSame(JsonDocument.Parse(text).RootElement, architecture);
            string page = await Get($"/architectures/cells.db/{_ids[architecture]}");
            page.ShouldContain($"""download="{content.ContentDisposition.FileName}" """.Trim());
        }
    }

    [Fact]
    public async Task The_network_of_a_cell_comes_for_PyTorch_and_ONNX()
    {
        string page = await Get($"/architectures/cells.db/{_ids[Cell]}");
        var files = new Dictionary<string, byte[]>();
        foreach (string extension in new[] { ".py", ".safetensors", ".onnx" })
        {
            using var answer = await _client.GetAsync(new Uri($"/architectures/cells.db/{_ids[Cell]}/network{extension}", UriKind.Relative), Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            string name = answer.Content.Headers.ContentDisposition!.FileName!;
            name.ShouldBe($"network_seed0_cells_{_ids[Cell]}{extension}");
            page.ShouldContain($"download=\"{name}\"");
            files.Add(extension, await answer.Content.ReadAsByteArrayAsync(Token));
        }

        // The same bytes as the library writes.
        var network = ExportedNetwork.Initialised(ArchitectureReader.Parse(Cell), new(3, 32, 32), 10, new());
        using var program = new StringWriter();
        using var weights = new MemoryStream();
        PyTorchWriter.Write(network, program, weights);
        System.Text.Encoding.UTF8.GetString(files[".py"]).ShouldBe(program.ToString());
        files[".safetensors"].ShouldBe(weights.ToArray());
        files[".onnx"].Length.ShouldBeGreaterThan(4 * network.Graph.ParameterLength);
    }

    [Fact]
    public async Task What_has_no_network_offers_none()
    {
        (await Get($"/architectures/cells.db/{_ids[Hostile]}")).ShouldNotContain("network.py");
        using var answer = await _client.GetAsync(new Uri($"/architectures/cells.db/{_ids[Hostile]}/network.py", UriKind.Relative), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hostile_texts_are_shown_as_text_and_nothing_is_drawn_of_them()
    {
        foreach (string architecture in new[] { Hostile, BrokenCell })
        {
            string page = await Get($"/architectures/cells.db/{_ids[architecture]}?study={_studies.Study}");
            page.ShouldNotContain("<script>alert");
            page.ShouldNotContain("<img");
            Plain(page, "h1").Single().Replace("\u0001", "", StringComparison.Ordinal).ShouldBe(architecture.Replace("\u0001", "", StringComparison.Ordinal));
            Svgs(page).ShouldBeEmpty();
            Texts(page).ShouldContain("There is no drawing");
        }

        string failed = await Get($"/architectures/cells.db/{_ids[Hostile]}");
        Texts(failed).ShouldContain("It could not be measured <b>because</b>");
        failed.ShouldNotContain("<b>because");
    }

    [Fact]
    public async Task Without_a_study_it_is_ranked_in_the_one_that_it_was_measured_for()
    {
        Texts(await Get($"/architectures/cells.db/{_ids[Cell]}")).ShouldContain("2 of 3");
        string other = Texts(await Get($"/architectures/cells.db/{_ids[Cell]}?study={_studies.Other}"));
        other.ShouldContain("did not ask for this architecture");
        other.ShouldNotContain("2 of 3");
    }

    [Theory]
    [InlineData("/architectures/cells.db/999999", "there is no evaluation 999999 in 'cells.db'")]
    [InlineData("/architectures/none.db/1", "there is no store 'none.db'")]
    [InlineData("/architectures/..%2Fcells.db/1", "there is no store")]
    [InlineData("/architectures/cells.db/1?study=77", "there is no study 77")]
    [InlineData("/architectures/cells.db/1?study=%3Cscript%3E", "there is no study <script>")]
    [InlineData("/architectures/cells.db/999999/genotype", "there is no evaluation 999999")]
    [InlineData("/architectures/cells.db/-1", "there is no evaluation -1")]
    [InlineData("/architectures/cells.db/x", "no such page")]
    public async Task What_is_not_there_is_a_page_of_its_own(string address, string line)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        string page = await answer.Content.ReadAsStringAsync(Token);
        Texts(page).ShouldContain(line);
        page.ShouldNotContain("<script>alert");
        page.ShouldContain("<h1>Not found</h1>");
    }

    [Fact]
    public async Task Tables_have_captions_and_scopes_and_headings_do_not_skip_a_level()
    {
        foreach (string architecture in new[] { Cell, Genotype, Hostile })
        {
            string page = await Get($"/architectures/cells.db/{_ids[architecture]}?study={_studies.Study}");
            int tables = Count(page, "<table");
            Count(page, "<caption").ShouldBe(tables);
            Matches(page, "<th(?![^>]*scope=)[ >]").ShouldBeEmpty();
            int[] levels = [.. Matches(page, "<h[1-6]").Select(heading => heading[2] - '0')];
            levels[0].ShouldBe(1);
            levels.Count(level => level == 1).ShouldBe(1);
            levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
            string[] ids = [.. Matches(page, " id=\"[^\"]*\"")];
            ids.ShouldBeUnique();
        }
    }

    private static string Genotype { get; } = PublishedCells.All.First(cell => cell.Id == "darts").Genotype.ToString();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<string> Get(string address)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative), Token);
        string text = await answer.Content.ReadAsStringAsync(Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private void ShouldSayTheSame(JsonElement json, string architecture)
    {
        json.GetProperty("architecture").GetString().ShouldBe(architecture);
        json.GetProperty("id").GetInt64().ShouldBe(_ids[architecture]);
        json.GetProperty("context").GetProperty("settings").GetProperty("batch").GetString().ShouldBe("8");
        json.GetRawText().ShouldNotContain("/secret/place");
        if (architecture != Cell)
            return;
        json.GetProperty("indicators").GetProperty("kappa").GetProperty("value").GetDouble().ShouldBe(20);
        json.GetProperty("indicators").GetProperty("kappa").GetProperty("status").GetString().ShouldBe("ok");
        json.GetProperty("indicators").GetProperty("mse").TryGetProperty("value", out _).ShouldBeFalse();
        json.GetProperty("threads").GetInt32().ShouldBe(3);
    }

    private static int Count(string page, string part) => page.Split(part).Length - 1;

    private static IEnumerable<string> Matches(string page, string pattern) =>
        Regex.Matches(page, pattern, RegexOptions.None, TimeSpan.FromSeconds(10)).Select(match => match.Value);

    private static List<XElement> Svgs(string page) => [.. Matches(page, "(?s)<svg xmlns=.*?</svg>|<svg style=\"--tg.*?</svg>").Select(XElement.Parse)];

    // What stands between the tags of one kind.
    private static List<string> Plain(string page, string tag) =>
        [.. Matches(page, $"(?s)<{tag}[ >].*?</{tag}>").Select(match => WebUtility.HtmlDecode(Replaced(match, "<[^>]*>", "")))];

    // All that is read of a page, with single spaces.
    private static string Texts(string page) =>
        Replaced(WebUtility.HtmlDecode(Replaced(page, "<[^>]*>", " ")), @"\s+", " ");

    private static string Replaced(string text, string pattern, string with) => Regex.Replace(text, pattern, with, RegexOptions.None, TimeSpan.FromSeconds(10));

    private void Fill(string file)
    {
        using var store = StudyStore.Open(file);
        var study = store.CreateStudy("first", Definition("kappa,regions"));
        var other = store.CreateStudy("second", Definition("kappa"));
        var context = store.AddContext(
            new()
            {
                Space = "nas-bench-201",
                DataId = "synthetic",
                DataSha256 = new string('a', 64),
                Settings = new Dictionary<string, string> { ["batch"] = "8" },
            },
            "/secret/place");
        StoredEvaluation Add(string architecture, params (string Id, IndicatorValue Value)[] values) => store.Add(new()
        {
            Context = context.Id,
            Study = study.Id,
            Computation = $"canonical {architecture.Length} {architecture}",
            Architecture = architecture,
            Indicators = values.ToDictionary(pair => pair.Id, pair => pair.Value),
            Version = "1.2.3-test",
            Machine = "a machine",
            Started = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            Seconds = 1.5,
            Threads = 3,
            Error = values.Length == 0 ? "<b>because</b>" : null,
        });
        IndicatorValue Ok(double value, double sd) => new(value, sd, IndicatorStatus.Ok);
        StoredEvaluation[] evaluations =
        [
            Add(Genotype, ("kappa", Ok(30, 1)), ("regions", Ok(7, 0.5))),
            Add(Cell, ("kappa", Ok(20, 0.5)), ("regions", Ok(5, 0.25)), ("mse", IndicatorValue.Failed(IndicatorStatus.Singular))),
            Add(BrokenCell, ("kappa", Ok(10, 0))),
            Add(Hostile),
        ];
        _ids = evaluations.ToDictionary(evaluation => evaluation.Architecture, evaluation => evaluation.Id);
        (string Architecture, long Evaluation, bool Known)[] steps =
            [.. evaluations[..3].Select(evaluation => (evaluation.Architecture, evaluation.Id, false)), (Twin, _ids[Cell], true)];
        store.AddSteps(study.Id, [.. steps.Select((step, number) => new StudyStep(
            number, step.Architecture, step.Evaluation, step.Known, null, 0, new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddSeconds(number)))]);
        store.AddSteps(other.Id, [new(0, BrokenCell, _ids[BrokenCell], false, null, 0, DateTimeOffset.UnixEpoch)]);
        _studies = (study.Id, other.Id);
    }

    private static StudyDefinition Definition(string objective) => new()
    {
        Command = "search",
        Space = "nas-bench-201",
        Method = SearchMethods.Random,
        Objective = objective,
        Seed = 42,
        Fidelity = "fast",
        Data = "synthetic",
        DataSha256 = new string('a', 64),
        Request = $$"""{"objective":"{{objective}}"}""",
    };
}
