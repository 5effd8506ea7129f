using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>design</c> shows to people.</summary>
internal static class DesignView
{
    /// <summary>Prints the networks, the best first.</summary>
    public static void Write(TextWriter output, DesignReport report)
    {
        output.WriteLine();
        output.WriteLine($"  {Aim(report)}");
        output.WriteLine();
        var table = new TextTable(">", ">NN-Mass", ">params", ">MACs", "network, untrained");
        if (report.Reference is { } reference)
            AddTo(table, "like", reference);
        foreach (var (index, candidate) in report.Candidates.Index())
            AddTo(table, $"{index + 1}", candidate);
        output.Write(table);
        output.WriteLine();
        var speed = $"{report.PerSecond / 1e3:N0} thousand a second";
        output.WriteLine($"  {report.Examined:N0} networks compared in {report.Seconds:0.00} s, {speed}; none was trained");
        output.WriteLine();
    }

    private static void AddTo(TextTable table, string label, DesignCandidateJson candidate) =>
        table.Add(label, Number(candidate.NnMass), NumberText.Count(candidate.Params), NumberText.Count(candidate.Macs), candidate.Spec);

    private static string Aim(DesignReport report)
    {
        var aim = report.Target is { } target ? $"{report.Family} with NN-Mass near {Number(target)}" : $"{report.Family} with the highest NN-Mass";
        string?[] limits =
        [
            report.MaxParams is { } parameters ? $"{NumberText.Count(parameters)} parameters" : null,
            report.MaxMacs is { } macs ? $"{NumberText.Count(macs)} MACs" : null,
        ];
        var budget = string.Join(" and ", limits.OfType<string>());
        return budget.Length == 0 ? aim : $"{aim}, at most {budget}";
    }

    private static string Number(double mass) => mass.ToString("0.#", CultureInfo.InvariantCulture);
}
