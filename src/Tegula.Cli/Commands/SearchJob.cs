using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Cli.Reports;
using Tegula.Datasets;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary>One or several searches from the request to what is printed: what <c>search</c> does, and <c>study resume</c> does again.</summary>
/// <param name="Requests">One per method, all with the same space and scoring.</param>
/// <param name="Data">The data as the user wrote it.</param>
/// <param name="Outputs">What is printed and written.</param>
internal sealed record SearchJob(IReadOnlyList<SearchRequest> Requests, string Data, SearchOutputs Outputs)
{
    /// <summary>The study that the searches are kept in; null for none.</summary>
    public SearchStudy? Study { get; init; }

    /// <summary>Searches and prints.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The options do not fit together.</exception>
    /// <exception cref="SearchRequestException">The parts of a request do not fit together.</exception>
    /// <exception cref="StudyException">The study cannot be used, or its search is another one.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    public int Run()
    {
        Check();
        using var cancellation = new Cancellation();
        if (Study is not null)
            Study.Store.Interrupt = cancellation.Token;
        var table = TableLookup.Open(Outputs.Table);
        var images = DatasetSpec.Open(Data);
        var results = Results(images, keepsIncumbents: table is not null, cancellation.Token);
        var found = results.Zip(Requests, (result, request) => (Result: result, Request: request)).Where(pair => pair.Result.Answer is not null).ToList();
        if (found.Count == 0)
            return WithoutAnswer(results[0], Requests[0]);
        Draw(found, table);
        if (Outputs.Report is not null)
            SvgOption.Write(Outputs.Report, SearchPage.Write(found, Outputs.Typed, Data, images, table));
        Print(found, table);
        return results.Any(result => result.Cancelled) ? ExitCode.Cancelled : ExitCode.Done;
    }

    /// <summary>Refuses, before anything is opened, what cannot be.</summary>
    /// <exception cref="UsageException">The options do not fit together.</exception>
    /// <exception cref="SearchRequestException">The parts of a request do not fit together.</exception>
    public void Check()
    {
        if (Outputs.Table is not null && Requests[0].Space != NasBench201Space.Instance.Id)
            throw new UsageException($"--table holds cells of {NasBench201Space.Instance.Id}; leave it out with --space {Requests[0].Space}");
        if (Outputs.CurveSvg is not null && Outputs.Table is null)
            throw new UsageException("--curve draws what the table says; name one with --table FILE");
        foreach (var request in Requests)
            NeuralSearch.Check(request);
    }

    private IReadOnlyList<SearchResult<IArchitecture>> Results(ImageDataset images, bool keepsIncumbents, CancellationToken token)
    {
        SearchRequest[] requests = [.. Requests.Select(request => request with { KeepsIncumbents = keepsIncumbents })];
        using var line = Outputs.Mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        Action<SearchProgress>? progress = line is null ? null : line.Show;
        if (Study is null)
            return NeuralSearch.FindAll(images, requests, progress, services: null, token);
        string[] names =
            [.. requests.Select(request => Study.NameOf(request, requests.Length) ?? StudySearch.Define(request, images, Data).DefaultName)];
        using var workers = Study.PlaceWorkers(names[0], requests.Max(request => request.EffectiveOutstanding));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token, workers?.Failed ?? CancellationToken.None);
        SearchResult<IArchitecture>[] results =
            [.. requests.Zip(names, (request, name) => StudySearch.Run(Study.Store, name, request, images, Data, Study.Scoring, progress, stop.Token))];
        if (!token.IsCancellationRequested && Array.Exists(results, result => result.Cancelled))
            workers?.ThrowIfFailed();
        return results;
    }

    private void Print(List<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark? table)
    {
        var isAlone = Requests.Count == 1;
        if (Outputs.Mode.Json && isAlone)
            CliJson.Print(SearchReport.Of(found[0].Result, found[0].Request, Data, table));
        else if (Outputs.Mode.Json)
            CliJson.Print(new ComparisonReport([.. found.Select(pair => SearchReport.Of(pair.Result, pair.Request, Data, table))]));
        else if (isAlone)
            SearchView.Write(Terminal.Create(Outputs.Mode), found[0].Result, found[0].Request, table);
        else
            ComparisonView.Write(Terminal.Create(Outputs.Mode), found, table);
    }

    private void Draw(List<(SearchResult<IArchitecture> Result, SearchRequest Request)> found, TabularBenchmark? table)
    {
        if (Outputs.CellsSvg is not null)
            SvgOption.Write(Outputs.CellsSvg, SearchDrawing.Cells(found));
        if (Outputs.CurveSvg is not null)
            SvgOption.Write(Outputs.CurveSvg, SearchDrawing.Regret(found, table!));
    }

    private static int WithoutAnswer(SearchResult<IArchitecture> result, SearchRequest request)
    {
        if (result.Cancelled)
            return ErrorLine.Write("cancelled before an architecture could be measured", ExitCode.Cancelled);
        var values = result.History.SelectMany(trial => trial.Score.Indicators.Values);
        var reasons = string.Join(", ", values.Where(value => !value.IsOk).Select(value => IndicatorJson.StatusText(value.Status)).Distinct());
        var advice = IsExhausted(result, request) ? "there are no others" : $"--steps above {request.EffectiveSteps} may find one that can";
        return ErrorLine.Write($"none of the {result.Evaluations} cells scored could be measured ({reasons}); {advice}", ExitCode.Failed);
    }

    // With as many steps as there are cells the last cell ends a search before it finds that no other is left.
    private static bool IsExhausted(SearchResult<IArchitecture> result, SearchRequest request) =>
        result.Stop == StopReason.Exhausted
        || (!SearchMethods.Get(request.Method).NeedsSupernets
            && result.History.DistinctBy(trial => trial.Architecture).Count() >= SpaceRegistry.Get(request.Space).Count);
}
