using System.Globalization;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>A folder with studies and answers of every kind, small ones, and the dashboard that shows them.</summary>
public sealed class StudyFolder : IDisposable
{
    private const string Quick = "--batch 8 --repeats 1 --quiet";
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-pages-");

    public StudyFolder()
    {
        Search("evolution", "--method evolution --steps 60");
        Search("reinforce", "--method reinforce --steps 40 --filter depth-width");
        Search(HostileName, "--method random --steps 12");
        Search("darts", "--space darts --method random --steps 4 --objective kappa,regions");
        Run(["trajectory", "--steps", "20", .. Words(Quick), "--study", Store, "--name", "trajectory"]);
        Run("design", "--family", "mobilenet-v2", "--like", "mobilenet-v2:1.0", "--max-params", "3M", "--quiet", "--study", Store, "--name", "design");
        const string Landscape = "--channels 4 --cells 1 --epochs 1 --points 5 --samples 32 --what loss,variance --quiet --name landscape --study";
        Run(["landscape", Cell, .. Words(Landscape), Store]);
        Run("experiment", "isometry-simulation", "--draws", "2", "--quiet", "--study", Store, "--name", "isometry");
        File.WriteAllText(PathOf("table.csv"), Tables.Csv());
        File.WriteAllText(PathOf("broken.db"), "not a study");
        Dashboard = RunningDashboard.Start(_folder.FullName);
    }

    /// <summary>A name that would be dangerous if it were taken for markup.</summary>
    public const string HostileName = "<script>alert('x')</script> & \"<img src=x onerror=alert(1)>\"";

    /// <summary>The store with everything in it.</summary>
    public string Store => PathOf("cells.db");

    /// <summary>The dashboard.</summary>
    internal RunningDashboard Dashboard { get; }

    /// <summary>A file of the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>An address with the numbers of studies in place of their names in braces.</summary>
    public string Fill(string path)
    {
        using var store = StudyStore.Open(Store, StudyAccess.ReadOnly);
        foreach (var study in store.Studies())
        {
            var name = study.Name == HostileName ? "hostile" : study.Name;
            path = path.Replace($"{{{name}}}", study.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        var darts = store.FindStudy("darts")!.Id;
        return path.Replace(
            "{a DARTS architecture}",
            string.Create(CultureInfo.InvariantCulture, $"/architectures/cells.db/{store.Steps(darts)[0].Evaluation}?study={darts}"),
            StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Dashboard.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string[] Words(string text) => text.Split(' ');

    private static void Run(params IReadOnlyList<string> arguments) => RunningDashboard.Run(arguments);

    private void Search(string name, string options) =>
        Run(["search", .. Words(options), .. Words(Quick), "--study", Store, "--name", name]);
}
