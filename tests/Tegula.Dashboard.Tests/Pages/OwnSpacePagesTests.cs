using System.Globalization;
using System.Net;
using Tegula.Architectures.Custom;
using Tegula.Dashboard.Hosting;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Spaces.Custom;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages;

/// <summary>Pages on studies of an own space; its file lies beside the store only to be offered for a new search.</summary>
public sealed class OwnSpacePagesTests : IAsyncLifetime
{
    private const string Yaml = """
        name: shown
        cell:
          nodes: 4
        operations:
          skip: {type: identity}
          conv: {type: convolution, kernel: 3}
          pool: {type: max-pool}
        skeleton:
          channels: 8
          cells: 1

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-own-pages-");
    private DashboardServer? _server;
    private HttpClient _client = new();
    private string _space = "";
    private (long Study, long Supernets, long Evaluation, string Answer) _kept;

    public async ValueTask InitializeAsync()
    {
        _space = SpaceRegistry.Add(new CustomSpace(CustomSpaceReader.Parse(Yaml, "shown.yaml"))).Id;
        var images = DatasetSpec.Open("synthetic");
        using (var store = StudyStore.Open(Path.Combine(_folder.FullName, "own.db")))
        {
            var result = StudySearch.Run(store, "own", Request(SearchMethods.Random, 20), images, "synthetic");
            StudySearch.Run(store, "pruned", Request(SearchMethods.Pruning, 60), images, "synthetic");
            var study = store.FindStudy("own")!.Id;
            _kept = (study, store.FindStudy("pruned")!.Id, store.Steps(study)[0].Evaluation, result.Answer!.Score.Architecture);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "shown.yaml"), Yaml);
        _server = await DashboardServer.Start(new() { Folder = _folder.FullName, Port = 0, Program = ["tegula"] });
        _client = new() { BaseAddress = _server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Study_architecture_comparison_and_landscape_show_cells_of_the_space()
    {
        var study = await Page($"/studies/own.db/{_kept.Study}");
        study.ShouldContain(_space);
        study.ShouldContain(_kept.Answer);
        study.ShouldContain("<svg");
        (await Page($"/studies/own.db/{_kept.Supernets}")).ShouldContain(_space);

        var address = $"/architectures/own.db/{_kept.Evaluation}";
        var architecture = await Page(address);
        architecture.ShouldContain("effective depth");
        architecture.ShouldContain("<title>Cell</title>");
        using (var drawing = await _client.GetAsync(new Uri($"{address}/drawing.svg", UriKind.Relative), TestContext.Current.CancellationToken))
            drawing.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var genotype = await _client.GetAsync(new Uri($"{address}/genotype", UriKind.Relative), TestContext.Current.CancellationToken))
            (await genotype.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("~0|+|");

        var compared = await Page(string.Create(CultureInfo.InvariantCulture, $"/compare?study=own.db/{_kept.Study}&study=own.db/{_kept.Supernets}"));
        compared.ShouldContain("Cells of the answers");
        (await Page($"/landscapes?study=own.db/{_kept.Study}")).ShouldContain("the way of the best so far");
    }

    [Fact]
    public async Task A_file_in_the_folder_can_be_searched_and_no_other_file_can_be_named()
    {
        (await Page("/searches/new")).ShouldContain("<option value=\"shown.yaml\"");
        var options = new DashboardOptions { Folder = _folder.FullName, Port = 0, Program = ["tegula"] };
        var inputs = new Tegula.Dashboard.Searches.SearchInputs(options, new(options));
        inputs.Spaces().ShouldBe(["nas-bench-201", "darts", "shown.yaml"]);
    }

    private async Task<string> Page(string address)
    {
        while (true)
        {
            using var response = await _client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            if (!response.Headers.Contains("Refresh"))
                return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    private SearchRequest Request(string method, int steps) => new()
    {
        Space = _space,
        Method = method,
        Steps = steps,
        Objective = Combinations.Parse("sum:regions+naswot"),
        Scoring = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8, Indicators = ["regions", "naswot"] },
    };
}
