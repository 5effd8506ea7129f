using System.Globalization;
using Spectre.Console;
using Tegula.Analysis;

namespace Tegula.Cli.Output;

/// <summary>What <c>trajectory</c> shows to people: where the children of each stage ended, and what lies between them.</summary>
internal static class TrajectoryView
{
    /// <summary>Prints the trajectory.</summary>
    public static void Write(IAnsiConsole console, SearchTrajectory trajectory)
    {
        string[] indicators = [.. trajectory.Surfaces.Select(surface => surface.Indicator)];
        foreach (var stage in trajectory.Stages)
        {
            console.WriteLine();
            console.WriteLine($"  {stage.Id}: step {stage.Step}, policy entropy {Number(stage.Entropy)} nats");
            var table = new TextTable(["", ">step", ">x", ">y", .. indicators.Select(id => $">{id}"), ">changes", "architecture"]);
            Add(table, "parent", stage.Step, stage.Parent, "");
            foreach (var (index, child) in stage.Children.Index())
                Add(table, $"child {index + 1}", child.Path[^1].Step, child.End, $"{child.Path.Count - 1}");
            console.Write(new Text(table.ToString()));
            console.WriteLine(stage.EndDistance == 0
                ? "  both children end at the same architecture"
                : $"  the ends differ in {stage.EndDistance} choices; {Barriers(stage)}");
        }

        console.WriteLine();
        console.WriteLine($"  {trajectory.Architectures.Count} architectures met, {trajectory.Evaluations} computations measured; the plane holds "
            + $"{(trajectory.Plane.FirstShare + trajectory.Plane.SecondShare).ToString("P0", CultureInfo.InvariantCulture)} of the variance on the ways");

        void Add(TextTable table, string name, int step, int index, string changes)
        {
            var placed = trajectory.Architectures[index];
            table.Add(
            [
                name,
                $"{step}",
                Number(placed.X),
                Number(placed.Y),
                .. indicators.Select(id => NumberText.Short(placed.Score.Indicators[id])),
                changes,
                placed.Score.Architecture,
            ]);
        }

        string Barriers(TrajectoryStage stage) => "between them " + string.Join(", ", stage.Barriers.Zip(trajectory.Surfaces, (barrier, surface) =>
            barrier is { Height: { } height, Share: { } share }
                ? $"{barrier.Indicator} gets worse by {Number(height)}{(surface.IsLogarithmic ? " decades" : "")} "
                    + $"({share.ToString("P0", CultureInfo.InvariantCulture)} of its range)"
                : $"of {barrier.Indicator} nothing is known"));
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
