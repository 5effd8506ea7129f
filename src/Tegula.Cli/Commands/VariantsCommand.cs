using System.CommandLine;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula variants</c>: random and adapted variants of a published cell or of a given genotype.</summary>
internal static class VariantsCommand
{
    private const string Connections = "connections";
    private const string Operations = "operations";
    private const string Adapted = "adapted";
    private const int DefaultCount = 10;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "variants",
            "Variants of a cell with random connections, random operations, or the widest and shallowest connections",
            "tegula variants --cell darts --count 12",
            "tegula variants --cell darts --count 4 --svg variants.svg",
            "tegula variants --cell amoebanet --kind adapted --json");
        var cell = Limits.OneOf([.. PublishedCells.All.Select(published => published.Id)], "--cell", "The published cell to start from");
        var genotype = new Option<string?>("--genotype") { Description = "The genotype to start from, as Python prints it, in quotes", HelpName = "TEXT" };
        var kind = Limits.OneOf([Connections, Operations, Adapted], "--kind", $"What varies (default {Connections}); both cells of the pair do");
        var count = Limits.AtLeast(1, "--count", $"How many random variants (default {DefaultCount})");
        var seed = Limits.Seed("--seed", "Seed of the random variants (default 0)");
        command.Add(cell);
        command.Add(genotype);
        command.Add(kind);
        command.Add(count);
        command.Add(seed);
        var svg = new SvgOption().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var file = svg.Read(result);
            var original = Original(result.GetValue(cell), result.GetValue(genotype));
            var mode = output.Read(result);
            var shown = result.GetValue(kind) ?? Connections;
            if (shown == Adapted && result.GetValue(count) is not null)
                throw new UsageException($"--count is for random variants; --kind {Adapted} has exactly one");
            var variants = Variants(shown, original, result.GetValue(seed), result.GetValue(count) ?? DefaultCount);
            if (file is not null)
            {
                var named = variants.Select((variant, index) => (Name: $"{index + 1}", Genotype: variant)).Prepend((Name: "original", Genotype: original));
                SvgOption.Write(file, ArchitectureDrawing.Of($"Variants: {shown}", [.. named.Select(Caption)]));
            }

            if (mode.Json)
                CliJson.Print(VariantsReport.Of(shown, original, variants));
            else
                VariantsView.Write(Terminal.Create(mode), shown == Operations, original, variants);
            return ExitCode.Done;
        });
        return command;
    }

    private static DartsGenotype Original(string? cell, string? genotype)
    {
        if (cell is null == genotype is null)
            throw new UsageException($"give one cell to start from: either --cell with one of {PublishedCells.Ids}, or --genotype TEXT");
        return PublishedCells.TryGet(cell, out var published) ? published.Genotype : DartsGenotype.Parse(genotype!);
    }

    /// <summary>The normal cell under its number, width and depth, as the paper's figures show them.</summary>
    private static (string Name, ArchitectureGraph Graph) Caption((string Name, DartsGenotype Genotype) cell)
    {
        var graph = cell.Genotype.ToGraph();
        return CellShape.Of(graph) is { } shape ? ($"{cell.Name}: {VariantsView.Width(shape)}, {shape.Depth}", graph) : (cell.Name, graph);
    }

    private static List<DartsGenotype> Variants(string kind, DartsGenotype original, ulong seed, int count) => kind switch
    {
        Adapted => [CellVariants.Adapted(original)],
        Operations => [.. Enumerable.Range(0, count).Select(index => CellVariants.RandomOperations(original, DartsOperations.Candidates, seed, index))],
        _ => [.. Enumerable.Range(0, count).Select(index => CellVariants.RandomConnections(original, seed, index))],
    };
}
