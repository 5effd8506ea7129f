using System.Globalization;
using Tegula.Drawing;
using Tegula.Training;

namespace Tegula.Cli.Output;

/// <summary>What <c>train</c> shows to people, writes for spreadsheets, and draws.</summary>
internal static class TrainView
{
    /// <summary>Columns of <see cref="CsvRows"/>.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } = ["epoch", "loss", "accuracy", "learning_rate", "held_out_loss", "held_out_accuracy", "seconds"];

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
            var time = NumberText.Time(TimeSpan.FromSeconds(epoch.Seconds));
            table.Add([$"{mark}{epoch.Epoch}", Loss(epoch.Loss), Percent(epoch.Accuracy), .. heldOut, Number(epoch.LearningRate), time]);
        }

        output.WriteLine();
        output.WriteLine($"  {report.Architecture}");
        var resumed = report.ResumedAtStep is { } step ? $", resumed at step {step:N0}" : "";
        output.WriteLine($"  {NumberText.Count(report.Parameters)} parameters, {report.Images:N0} images of {report.Data}{resumed}");
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

    /// <summary>The epochs for a spreadsheet.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(TrainReport report) => report.Epochs.Select(epoch => new object?[]
    {
        epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.LearningRate, epoch.HeldOutLoss, epoch.HeldOutAccuracy, epoch.Seconds,
    });

    /// <summary>Losses and accuracies over the epochs.</summary>
    public static string Curves(TrainReport report)
    {
        var tested = report.TestAccuracy is { } accuracy ? $"; test accuracy {Percent(accuracy)}" : "";
        return CurvePanelsSvg.Write(
            [
                Panel("Loss", "loss", epoch => epoch.Loss, epoch => epoch.HeldOutLoss),
                Panel("Accuracy", "percent", epoch => epoch.Accuracy, epoch => epoch.HeldOutAccuracy),
            ],
            $"Training of {report.Architecture}",
            $"{report.Images:N0} images of {report.Data}{tested}");

        CurvePanel Panel(string name, string vertical, Func<EpochJson, double?> training, Func<EpochJson, double?> heldOut)
        {
            var curves = new List<BandCurve> { Curve("training", training) };
            if (report.HeldOutImages is not null && report.Epochs.Any(epoch => heldOut(epoch) is not null))
                curves.Add(Curve("held out", heldOut));
            return new(name, "epoch", vertical, [.. curves]);
        }

        BandCurve Curve(string name, Func<EpochJson, double?> number) =>
            new(name, [.. report.Epochs.Select(epoch => new BandPoint(epoch.Epoch, number(epoch) ?? double.NaN))]);
    }

    /// <summary>The line of a training under way.</summary>
    public static string Progress(TrainingProgress progress) =>
        $"epoch {progress.Epoch}/{progress.Epochs}  step {progress.Step}/{progress.Steps}  loss {Loss(progress.Loss)}  "
        + $"accuracy {Percent(progress.Accuracy)}  {NumberText.Time(progress.Remaining)} left";

    private static string Loss(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("F2", CultureInfo.InvariantCulture) + " %";
}
