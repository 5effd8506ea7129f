using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Drawing;

namespace Tegula.Cli.Output;

/// <summary>What <c>kernel</c> shows to people: the networks side by side, and matrices where they are small.</summary>
internal static class KernelView
{
    private const int LargestMatrix = 8;

    /// <summary>Prints the kernels.</summary>
    public static void Write(TextWriter output, IReadOnlyList<KernelJson> kernels)
    {
        var table = new TextTable(["", .. kernels.Select(kernel => $">{kernel.Dag}")]);
        void Row(string name, Func<KernelJson, string> text) => table.Add([name, .. kernels.Select(text)]);
        Row("paths", kernel => kernel.Paths?.ToString(CultureInfo.InvariantCulture) ?? "> 2^63");
        Row("lambda_min", kernel => kernel.Status == "ok" ? Number(kernel.LambdaMin) : kernel.Status);
        Row("pair bound (Eq. 5)", kernel => Number(kernel.PairBound));
        Row("path rule (Eq. 12)", kernel => kernel.PathRule is { } value ? Number(value) : "none");
        Row("  is the pair bound", kernel => kernel.PathRuleExact ? "yes" : "no");
        foreach (var step in Steps(kernels))
            Row(step == 0 ? "error bound at step 0" : $"  {step}", kernel => kernel.Curve is { } curve ? Number(curve[step]) : "none");
        output.Write(table);
        foreach (var reason in kernels.Where(kernel => kernel.PathRuleReason is not null))
            output.WriteLine($"  {reason.Dag} has no path rule: {reason.PathRuleReason}");
        if (kernels.FirstOrDefault(kernel => kernel.Eta is not null)?.Eta is { } eta)
            output.WriteLine($"  activation {kernels[0].Activation}, rule {kernels[0].Rule}, learning rate {Number(eta)}");
        foreach (var kernel in kernels)
            WriteMatrices(output, kernel);
    }

    /// <summary>The convergence bounds over the steps, side by side.</summary>
    /// <exception cref="UsageException">Every kernel is singular.</exception>
    public static string Curves(IReadOnlyList<KernelJson> kernels)
    {
        var curves = kernels.Where(kernel => kernel.Curve is not null).Select(kernel => new Curve(kernel.Dag, [.. kernel.Curve!])).ToList();
        if (curves.Count == 0)
            throw new UsageException("there is no bound to draw: every kernel is singular");
        var eta = kernels.First(kernel => kernel.Eta is not null).Eta!.Value;
        return CurveSvg.Write(
            curves,
            "Bound of the squared error under gradient descent",
            $"Theorem 3.1 at learning rate {Number(eta)}",
            "step",
            "bound, in units of the error at step 0");
    }

    private static void WriteMatrices(TextWriter output, KernelJson kernel)
    {
        if (kernel.Nngp.Length > LargestMatrix)
        {
            output.WriteLine($"  {kernel.Dag}: {kernel.Nngp.Length} x {kernel.Nngp.Length} matrices; --json prints them whole");
            if (kernel.MonteCarlo is { } large)
                output.WriteLine($"  {kernel.Dag}: {Agreement(kernel, large)}");
            return;
        }

        WriteMatrix(output, $"{kernel.Dag}  NNGP kernel", kernel.Nngp, Number);
        WriteMatrix(output, $"{kernel.Dag}  neural tangent kernel", kernel.Ntk, Number);
        if (kernel.MonteCarlo is not { } measured)
            return;
        WriteMatrix(output, $"{kernel.Dag}  NNGP kernel of {measured.Networks} random networks of width {measured.Width}", measured.Mean, Number);
        WriteMatrix(output, "its standard error", measured.StandardError, value => value.ToString("G2", CultureInfo.InvariantCulture));
        output.WriteLine($"  {Agreement(kernel, measured)}");
    }

    private static void WriteMatrix(TextWriter output, string title, double[][] rows, Func<double, string> text)
    {
        output.WriteLine();
        output.WriteLine($"  {title}");
        var table = new TextTable([">", .. rows.Select((_, column) => $">{column}")]);
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
            table.Add([$"{index}", .. row.Select(text)]);
        output.Write(table);
    }

    private static string Agreement(KernelJson kernel, MonteCarloJson measured)
    {
        var worst = 0.0;
        for (var i = 0; i < kernel.Nngp.Length; i++)
        {
            for (var j = 0; j < kernel.Nngp.Length; j++)
                worst = Math.Max(worst, Math.Abs(kernel.Nngp[i][j] - measured.Mean[i][j]) / measured.StandardError[i][j]);
        }

        var hint = kernel.Rule == "variance" ? "; finite networks follow --rule exact" : "";
        return $"kernel and measurement differ by at most {worst.ToString("F1", CultureInfo.InvariantCulture)} standard errors{hint}";
    }

    // 0, 1, 2, 5, 10, 20, 50, ... and the last.
    private static List<int> Steps(IReadOnlyList<KernelJson> kernels)
    {
        var last = kernels.Max(kernel => kernel.Curve?.Count - 1) ?? -1;
        var steps = new List<int>();
        if (last >= 0)
            steps.Add(0);
        for (long decade = 1; decade <= last; decade *= 10)
            steps.AddRange(new[] { decade, 2 * decade, 5 * decade }.Where(step => step < last).Select(step => (int)step));
        if (last > 0)
            steps.Add(last);
        return steps;
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
