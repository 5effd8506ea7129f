using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Drawing;
using Tegula.Training;

namespace Tegula.Cli.Output;

/// <summary>What <c>train</c> shows to people, writes for spreadsheets, and draws.</summary>
internal static class TrainView
{
    private static readonly string[] CsvHeader = ["epoch", "loss", "accuracy", "learning_rate", "held_out_loss", "held_out_accuracy", "seconds"];

    /// <summary>Prints the epochs and what they came to.</summary>
    public static void Write(TextWriter output, TrainReport report)
    {
        var hasHeldOut = report.HeldOutImages is not null;
        string[] headings = [">epoch", ">loss", ">accuracy", .. hasHeldOut ? [">held-out loss", ">accuracy"] : Array.Empty<string>(), ">rate", ">time"];
        var table = new TextTable(headings);
        foreach (var epoch in report.Epochs)
        {
            string[] heldOut = hasHeldOut ? [epoch.HeldOutLoss is { } loss ? Loss(loss) : "not finite", Percent(epoch.HeldOutAccuracy!.Value)] : [];
            var mark = epoch.Epoch == report.BestEpoch ? "* " : "";
            table.Add(
                [$"{mark}{epoch.Epoch}", Loss(epoch.Loss), Percent(epoch.Accuracy), .. heldOut, Number(epoch.LearningRate), NumberText.Time(TimeSpan.FromSeconds(epoch.Seconds))]);
        }

        output.WriteLine();
        output.WriteLine($"  {report.Architecture}");
        output.WriteLine($"  {NumberText.Count(report.Parameters)} parameters, {report.Images:N0} images of {report.Data}{(report.ResumedAtStep is { } step ? $", resumed at step {step:N0}" : "")}");
        output.WriteLine();
        output.WriteLine(table.ToString().TrimEnd());
        output.WriteLine();
        if (report.BestEpoch is { } best)
            output.WriteLine($"  {report.Status}; the weights are those of epoch {best}, which has the smallest held-out loss");
        if (report.TestAccuracy is { } accuracy)
            output.WriteLine($"  test accuracy {Percent(accuracy)}, loss {Loss(report.TestLoss!.Value)}, on {report.TestImages:N0} images");
        output.WriteLine($"  weights {report.WeightsHash[..16]}");
        output.WriteLine();
    }

    /// <summary>Writes the epochs for a spreadsheet.</summary>
    public static void WriteCsv(string file, TrainReport report) => Options.CsvOption.Write(
        file,
        CsvHeader,
        report.Epochs.Select(epoch => new object?[]
        {
            epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.LearningRate, epoch.HeldOutLoss, epoch.HeldOutAccuracy, epoch.Seconds,
        }));

    /// <summary>The losses over the epochs.</summary>
    /// <exception cref="UsageException">No loss is above 0.</exception>
    public static string Curves(TrainReport report)
    {
        var curves = new List<Curve> { new("training", [double.NaN, .. report.Epochs.Select(epoch => epoch.Loss)]) };
        if (report.HeldOutImages is not null)
            curves.Add(new("held out", [double.NaN, .. report.Epochs.Select(epoch => epoch.HeldOutLoss ?? double.NaN)]));
        if (!curves.SelectMany(curve => curve.Values).Any(value => value > 0))
            throw new UsageException("--svg draws losses on a logarithmic axis, and all of them are 0");
        var tested = report.TestAccuracy is { } accuracy ? $"; test accuracy {Percent(accuracy)}" : "";
        return CurveSvg.Write(
            curves,
            $"Training of {report.Architecture}",
            $"{report.Images:N0} images of {report.Data}, training accuracy {Percent(report.Epochs[^1].Accuracy)} at the end{tested}",
            "epoch",
            "loss");
    }

    /// <summary>The line of a training under way.</summary>
    public static string Progress(TrainingProgress progress) =>
        $"epoch {progress.Epoch}/{progress.Epochs}  step {progress.Step}/{progress.Steps}  loss {Loss(progress.Loss)}  "
        + $"accuracy {Percent(progress.Accuracy)}  {NumberText.Time(progress.Remaining)} left";

    private static string Loss(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("F2", CultureInfo.InvariantCulture) + " %";
}
