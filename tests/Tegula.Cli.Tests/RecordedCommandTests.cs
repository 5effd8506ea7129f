using System.Text.Json.Nodes;
using Tegula.Studies;

namespace Tegula.Cli.Tests;

/// <summary><c>--study</c> of the commands that compute something other than scores.</summary>
public sealed class RecordedCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Taken = "tegula: from the study: '";

    [Theory]
    [InlineData("train", "2_02_002 --width 8 --epochs 2 --batch 16 --lr 0.01 --threads 1", "--lr 0.02", "csv svg")]
    [InlineData("landscape", "2_02_002 --width 8 --epochs 1 --batch 16 --lr 0.001 --points 3 --samples 8 --threads 1", "--radius 2", "csv svg")]
    [InlineData("isometry", "2_02_002 --width 8 --batch 4 --threads 1", "--repeats 2", "csv svg")]
    [InlineData("isometry", "--simulate mass --repeats 1", "--seed 1", "csv svg")]
    [InlineData("experiment", "cell-theorems --nodes 2 --width 3 --samples 8 --draws 1 --threads 1", "--seed 1", "csv svg")]
    [InlineData("kernel", "--dag 2_02_002 --dag 1_01_222 --samples 4 --threads 1", "--rule exact", "svg curve-svg")]
    [InlineData("design", "--family densenet-cnn --nn-mass 755 --wm 2 --max-params 5M --top 1", "--top 2", "svg")]
    public void The_same_request_is_taken_from_the_study_and_another_is_computed(string command, string options, string change, string outputs)
    {
        var id = $"{command}{options.Length}";
        string[] request = [command, .. options.Split(' '), .. Data(id, command, options)];
        var study = folder.PathOf($"{id}.db");
        string[] recorded = [.. request, "--study", study];

        var first = Shell.Run([.. recorded, "--json"]);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Error.ShouldBeEmpty();
        string[] files = [.. outputs.Split(' ')];
        string[] asked = [.. files.SelectMany(output => new[] { $"--{output}", folder.PathOf($"{id}.{output}") })];
        var text = Shell.Run([.. Changed(recorded, options.Contains("--threads") ? "--threads 2" : $"--study {study}"), .. asked]);
        text.ExitCode.ShouldBe(0, text.Error);
        text.Error.ShouldStartWith($"{Taken}{command}-");
        text.Error.ShouldMatch(@"', computed on \d{4}-\d\d-\d\d \d\d:\d\d UTC in [\d.]+ s\n$");
        using (var store = StudyStore.Open(study, StudyAccess.ReadOnly))
        {
            var kept = store.FindResult(store.Results().Single(result => !result.IsPart).Key)!;
            text.Output.ShouldBe(kept.Outputs["text"]);
            first.Output.ShouldBe(kept.Outputs["json"]);
            foreach (var output in files)
                File.ReadAllText(folder.PathOf($"{id}.{output}")).ShouldBe(kept.Outputs[output]);
            kept.Command.ShouldBe(command);
            kept.Name.ShouldBe($"{command}-{kept.Key[..8]}");
            kept.Key.ShouldBe(RecordedResult.KeyOf(command, JsonNode.Parse(kept.Request)!.ToJsonString()));
            kept.Machine.ShouldBe(Environment.MachineName);
            kept.Version.ShouldBe(Provenance.Version);
            kept.Seconds.ShouldBePositive();
            (DateTimeOffset.UtcNow - kept.Started).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromHours(1));
        }

        string[] drawing = ["--svg", folder.PathOf($"{id}-anew.svg")];
        var anew = Shell.Run([.. request, .. drawing, "--json"]);
        anew.Error.ShouldBeEmpty();
        WithoutTimes(anew.Output).ShouldBe(WithoutTimes(first.Output));
        File.ReadAllText(drawing[1]).ShouldBe(File.ReadAllText(folder.PathOf($"{id}.svg")));

        var other = Shell.Run([.. Changed(recorded, change), "--json"]);
        other.ExitCode.ShouldBe(0, other.Error);
        other.Error.ShouldBeEmpty();
        WithoutTimes(other.Output).ShouldNotBe(WithoutTimes(first.Output));
    }

    [Fact]
    public void Data_are_known_by_their_content()
    {
        var (here, there, study) = (folder.WriteCifar("here.bin", 40), folder.WriteCifar("there.bin", 40), folder.PathOf("content.db"));
        ShellResult Run(string file) => Shell.Run(
            "isometry", "2_02_002", "--width", "4", "--batch", "4", "--data", $"cifar10:{file}", "--study", study, "--name", "one", "--json");
        var first = Run(here);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Error.ShouldBeEmpty();
        Run(there).Error.ShouldStartWith($"{Taken}one', computed on ");
        var quiet = Shell.Run(
            "isometry", "2_02_002", "--width", "4", "--batch", "4", "--data", $"cifar10:{there}", "--study", study, "--name", "other", "--json", "--quiet");
        quiet.Error.ShouldBeEmpty();
        quiet.Output.ShouldBe(first.Output);
        var bytes = File.ReadAllBytes(there);
        bytes[^1] ^= 1;
        File.WriteAllBytes(there, bytes);
        Run(there).ShouldBeRefused("the study has something of the name 'one' already, of the command isometry; give another --name");
    }

    [Theory]
    [InlineData("train 2_02_002 --batch 5000", "a batch of 5,000 is larger than the data")]
    [InlineData("train 2_02_002 --name ", "--name is empty")]
    [InlineData("landscape 2_02_002 --points 4", "--points must be odd")]
    [InlineData("landscape 2_02_002 --batch 5000", "a batch of 5,000 is larger than the data")]
    [InlineData("isometry 2_02_002 --batch 5000", "5,000")]
    [InlineData("experiment dag-convergence --batch 5000 --images 64", "--batch is 5000, more than the 64 samples to train on")]
    [InlineData("experiment cell-landscape --points 4", "--points is 4, expected an odd number")]
    [InlineData("experiment cell-convergence --variants 1000", "ask for at most as many")]
    [InlineData("kernel --dag 2_02_002 --data synthetic --samples 5000", "5,000")]
    [InlineData("kernel --dag 2_03 --correlation 0.5", "'3' is no edge")]
    [InlineData("design --family densenet-cnn", "there is nothing to design for")]
    public void A_wrong_request_makes_no_study(string args, string word)
    {
        var study = folder.PathOf($"wrong{args.Length}{word.Length}.db");
        Shell.Run([.. args.Split(' '), "--study", study]).ShouldBeRefused(word);
        File.Exists(study).ShouldBeFalse();
    }

    [Fact]
    public void A_name_needs_a_study_and_a_study_a_place()
    {
        Shell.Run("design", "--family", "densenet-cnn", "--nn-mass", "755", "--name", "x")
            .ShouldBeRefused("--name names something in a study; give --study FILE");
        Shell.Run("design", "--family", "densenet-cnn", "--nn-mass", "755", "--study", "x.db", "--name", "a\nb").ShouldBeRefused("--name holds a line break");
        Shell.Run("design", "--family", "densenet-cnn", "--nn-mass", "755", "--study", "")
            .ShouldBeRefused("--study is empty, expected a file such as study.db");
    }

    [Fact]
    public void A_study_that_cannot_be_used_is_refused_before_anything_is_computed()
    {
        var (study, checkpoint) = (folder.Write("text.db", new string('x', 5000)), folder.PathOf("never.tgc"));
        string[] request = ["train", "2_02_002", "--width", "4", "--epochs", "1", "--lr", "0.01", "--checkpoint", checkpoint];
        Shell.Run([.. request, "--study", study]).ShouldBeRefused("text.db");
        Shell.Run([.. request, "--study", folder.PathOf("no/folder.db")]).ShouldBeRefused("no");
        File.Exists(checkpoint).ShouldBeFalse();
        File.ReadAllText(study).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public void A_checkpoint_is_a_part_of_the_work()
    {
        var (study, checkpoint) = (folder.PathOf("checkpoint.db"), folder.PathOf("part.tgc"));
        string[] request =
        [
            "train", "2_02_002", "--width", "8", "--epochs", "3", "--batch", "16", "--lr", "0.01",
            "--data", $"cifar10:{folder.WriteCifar("checkpoint.bin", 64)}", "--study", study, "--json",
        ];
        var first = Shell.Run(request);
        first.Error.ShouldBeEmpty();
        string[] saved = [.. request, "--checkpoint", checkpoint, "--resume"];

        var trained = Shell.Run(saved);
        trained.Error.ShouldBeEmpty();
        WithoutTimes(trained.Output).ShouldBe(WithoutTimes(first.Output));
        File.Exists(checkpoint).ShouldBeTrue();
        Shell.Run(saved).Error.ShouldStartWith(Taken);

        File.Delete(checkpoint);
        string[] shorter = [.. request.Select(word => word == "3" ? "300" : word)];
        using (var process = Shell.Start([.. shorter, "--checkpoint", checkpoint]))
        {
            while (!process.HasExited && !File.Exists(checkpoint))
                Thread.Sleep(1);
            Shell.Interrupt(process);
            Shell.Finish(process).ShouldEndWith(130, "cancelled; add --resume");
        }

        Shell.Run(shorter).Error.ShouldBeEmpty();
        var resumed = Shell.Run([.. shorter, "--checkpoint", checkpoint, "--resume"]);
        resumed.Error.ShouldBeEmpty();
        resumed.Json().GetProperty("resumedAtStep").GetInt32().ShouldBePositive();
    }

    [Fact]
    public void Trained_weights_are_a_part_of_the_request()
    {
        var study = folder.PathOf("weights.db");
        string[] Saved(int epochs) =>
            ["--weights", Checkpoint(epochs), "--points", "3", "--samples", "8", "--what", "hessian", "--products", "4", "--study", study];
        Shell.Run(["landscape", .. Saved(1)]).Error.ShouldBeEmpty();
        var svg = folder.PathOf("hessian.svg");
        Shell.Run(["landscape", .. Saved(1), "--svg", svg]).Error.ShouldStartWith($"{Taken}landscape-");
        File.Exists(svg).ShouldBeFalse("a Hessian has no drawing");
        Shell.Run(["landscape", .. Saved(2)]).Error.ShouldBeEmpty();
    }

    [Fact]
    public void A_drawing_that_was_not_kept_because_there_is_none_is_an_error_as_ever()
    {
        string[] request = ["kernel", "--dag", "2_21_112", "--correlation", "1", "--study", folder.PathOf("singular.db")];
        Shell.Run(request).ExitCode.ShouldBe(0);
        Shell.Run(request).Error.ShouldStartWith($"{Taken}kernel-");
        Shell.Run([.. request, "--curve-svg", folder.PathOf("none.svg")]).ShouldBeRefused("there is no bound to draw: every kernel is singular");
    }

    private static string WithoutTimes(string json)
    {
        var document = JsonNode.Parse(json)!;
        Remove(document);
        return document.ToJsonString();

        static void Remove(JsonNode? node)
        {
            if (node is JsonObject item)
            {
                foreach (var name in (string[])["seconds", "perSecond", "resumedAtStep"])
                    item.Remove(name);
            }

            IEnumerable<JsonNode?> inside = node switch
            {
                JsonObject parent => parent.Select(pair => pair.Value),
                JsonArray list => list,
                _ => [],
            };
            foreach (var child in inside)
                Remove(child);
        }
    }

    // The option with another value where it is given, else besides.
    private static string[] Changed(string[] request, string change)
    {
        var (option, value) = (change.Split(' ')[0], change.Split(' ')[1]);
        var place = Array.IndexOf(request, option);
        return place < 0 ? [.. request, option, value] : [.. request[..(place + 1)], value, .. request[(place + 2)..]];
    }

    private string[] Data(string id, string command, string options) => command switch
    {
        "train" or "landscape" or "kernel" => ["--data", $"cifar10:{folder.WriteCifar($"{id}.bin", 48)}"],
        "isometry" when !options.Contains("--simulate") => ["--data", $"cifar10:{folder.WriteCifar($"{id}.bin", 48)}"],
        _ => [],
    };

    private string Checkpoint(int epochs)
    {
        var file = folder.PathOf($"weights{epochs}.tgc");
        if (!File.Exists(file))
            Shell.Run("train", "2_02_002", "--width", "4", "--epochs", $"{epochs}", "--lr", "0.01", "--checkpoint", file).ExitCode.ShouldBe(0);
        return file;
    }
}
