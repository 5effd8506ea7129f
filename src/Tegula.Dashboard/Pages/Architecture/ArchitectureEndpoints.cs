using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>One architecture of a store, and what can be downloaded of it.</summary>
internal static class ArchitectureEndpoints
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Adds <c>/architectures/STORE/EVALUATION</c> with <c>/genotype</c>, <c>/drawing.svg</c>, <c>/evaluation.json</c> and <c>/network.*</c> below it.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Page = "/architectures/{store}/{evaluation:long}";
        routes.MapGet(Page, (string store, long evaluation, string? study, StudyShelf shelf, StudySnapshots snapshots) =>
            new RazorComponentResult<ArchitecturePage>(new { Model = ModelOf(Find(shelf, store, evaluation), study, snapshots) }));
        routes.MapGet($"{Page}/genotype", (string store, long evaluation, StudyShelf shelf) => Genotype(Find(shelf, store, evaluation)));
        routes.MapGet($"{Page}/drawing.svg", (string store, long evaluation, StudyShelf shelf) => Drawing(Find(shelf, store, evaluation)));
        foreach (string extension in NetworkDownload.Extensions)
            routes.MapGet($"{Page}/network{extension}", (string store, long evaluation, StudyShelf shelf) => Network(Find(shelf, store, evaluation), extension));
        routes.MapGet($"{Page}/evaluation.json", (string store, long evaluation, StudyShelf shelf) => Json(Find(shelf, store, evaluation)));
    }

    private static Found Find(StudyShelf shelf, string slug, long evaluation)
    {
        var store = shelf.Find(slug) ?? throw new PageException(StatusCodes.Status404NotFound, $"there is no store '{slug}'; the stores are on the first page");
        return shelf.Read(store, opened => Found.In(store, opened, evaluation))
            ?? throw new PageException(
                StatusCodes.Status404NotFound, $"there is no evaluation {evaluation} in '{store.Name}'; the table of each study links to those there are");
    }

    private static ArchitecturePageModel ModelOf(Found found, string? study, StudySnapshots snapshots)
    {
        var architecture = ArchitectureReading.Read(found.Evaluation.Architecture, found.Context?.Context.Space);
        return new()
        {
            Store = found.Store,
            Evaluation = found.Evaluation,
            Context = found.Context,
            Snapshot = SnapshotOf(found, study, snapshots),
            Architecture = architecture,
            Cells = architecture is null ? [] : ArchitectureReading.Cells(architecture),
        };
    }

    private static StudySnapshot? SnapshotOf(Found found, string? study, StudySnapshots snapshots)
    {
        if (string.IsNullOrEmpty(study))
            return found.Evaluation.Study is { } own ? snapshots.Get(found.Store, own) : null;
        return long.TryParse(study, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && snapshots.Get(found.Store, id) is { } snapshot
            ? snapshot
            : throw new PageException(
                StatusCodes.Status404NotFound, $"there is no study {study} in '{found.Store.Name}'; leave study= out, or take one from the first page");
    }

    private static FileContentHttpResult Genotype(Found found) => TypedResults.File(
        Utf8.GetBytes($"{found.Evaluation.Architecture}\n"), "text/plain; charset=utf-8", found.FileName("genotype", ".txt"));

    private static FileContentHttpResult Json(Found found) => TypedResults.File(
        EvaluationFile.Write(found.Evaluation, found.Context), "application/json", found.FileName("evaluation", ".json"));

    private static FileContentHttpResult Network(Found found, string extension)
    {
        byte[]? bytes = null;
        if (ArchitectureReading.Read(found.Evaluation.Architecture, found.Context?.Context.Space) is { } architecture
            && NetworkDownload.IsPossible(architecture))
            bytes = NetworkDownload.Write(architecture, extension);
        return bytes is null
            ? throw new PageException(
                StatusCodes.Status404NotFound, $"evaluation {found.Evaluation.Id} in '{found.Store.Name}' is of nothing that has a network of its own")
            : TypedResults.File(bytes, "application/octet-stream", NetworkDownload.FileName(found.Store, found.Evaluation.Id, extension));
    }

    private static FileContentHttpResult Drawing(Found found)
    {
        var architecture = ArchitectureReading.Read(found.Evaluation.Architecture, found.Context?.Context.Space);
        IReadOnlyList<NamedCell> cells = architecture is null ? [] : ArchitectureReading.Cells(architecture);
        return cells.Count > 0
            ? TypedResults.File(
                Utf8.GetBytes(ArchitectureReading.Draw(cells, found.Evaluation.Architecture)), "image/svg+xml", found.FileName("drawing", ".svg"))
            : throw new PageException(
                StatusCodes.Status404NotFound, $"evaluation {found.Evaluation.Id} in '{found.Store.Name}' is of nothing that can be drawn");
    }

    private sealed record Found(ShelvedStore Store, StoredEvaluation Evaluation, StoredContext? Context)
    {
        public static Found? In(ShelvedStore store, StudyStore opened, long evaluation) => opened.FindEvaluation(evaluation) is { } found
            ? new(store, found, opened.Contexts().FirstOrDefault(context => context.Id == found.Context))
            : null;

        public string FileName(string what, string extension) => ArchitectureAddress.FileName(what, Store, Evaluation.Id, extension);
    }
}
