using System.Diagnostics;
using System.Text.Json;

namespace Tegula.Cli.Tests;

public sealed class TrainCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string SmallCell = "|none~0|+|nor_conv_1x1~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|";

    [Fact]
    public void Every_epoch_is_reported_and_the_test_images_at_the_end()
    {
        var test = folder.WriteCifar("test.bin", 50);
        var result = Shell.Run([.. Train("json", 120, 3), "--held-out", "0.25", "--test", $"cifar10:{test}", "--json"]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        var report = result.Json();
        report.GetProperty("architecture").GetString().ShouldBe(SmallCell);
        report.GetProperty("images").GetInt32().ShouldBe(90);
        report.GetProperty("heldOutImages").GetInt32().ShouldBe(30);
        report.GetProperty("testImages").GetInt32().ShouldBe(50);
        var epochs = report.GetProperty("epochs").EnumerateArray().ToList();
        epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()).ShouldBe([1, 2, 3]);
        foreach (var epoch in epochs)
        {
            epoch.GetProperty("loss").GetDouble().ShouldBeGreaterThan(0);
            epoch.GetProperty("heldOutLoss").GetDouble().ShouldBeGreaterThan(0);
            var right = Number(epoch, "accuracy") / 100 * 80;
            right.ShouldBe(Math.Round(right), 1e-9);
            right = Number(epoch, "heldOutAccuracy") / 100 * 30;
            right.ShouldBe(Math.Round(right), 1e-9);
        }

        report.GetProperty("testAccuracy").GetDouble().ShouldBeInRange(0, 100);
        report.GetProperty("weightsHash").GetString()!.Length.ShouldBe(64);
    }

    [Fact]
    public void People_see_a_table_and_files_hold_the_epochs()
    {
        var csv = folder.PathOf("epochs.csv");
        var svg = folder.PathOf("losses.svg");
        var result = Shell.Run([.. Train("text", 64, 2), "--csv", csv, "--svg", svg]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("64 images of cifar10:");
        File.ReadAllLines(csv)[0].ShouldBe("epoch,loss,accuracy,learning_rate,held_out_loss,held_out_accuracy,seconds");
        File.ReadAllLines(csv).Length.ShouldBe(3);
        File.ReadAllText(svg).ShouldStartWith("<svg");
    }

    [Theory]
    [InlineData("--optimizer adam --clip 1 --label-smoothing 0.1")]
    [InlineData("--augment crop,flip,cutout:8 --drop-path 0.3 --schedule step --milestones 1 --no-nesterov")]
    public void Threads_processors_and_vectors_change_no_bit(string options)
    {
        string[] request = [.. Train("bits", 80, 2), "--held-out", "0.3", "--json", .. options.Split(' ')];
        var reference = Hash(Shell.Run(request));

        Hash(Shell.Run([.. request, "--threads", "1"])).ShouldBe(reference);
        Hash(Shell.Run([.. request, "--threads", "3"])).ShouldBe(reference);
        Hash(Shell.RunWith("DOTNET_EnableAVX2", "0", request)).ShouldBe(reference);
        Hash(Shell.RunWith("TEGULA_SIMD", "128", request)).ShouldBe(reference);
        Hash(Shell.Run([.. request, "--seed", "1"])).ShouldNotBe(reference);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--optimizer adam --lr 0.01 --augment crop,flip,cutout:6 --drop-path 0.2 --early-stop 100")]
    public void Killed_at_any_moment_and_resumed_it_ends_with_the_same_bits(string options)
    {
        string[] request =
        [
            .. Train($"kill{options.Length}", 160, 60), "--held-out", "0.2", "--json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];
        var whole = Shell.Run(request);
        var file = folder.PathOf($"kill{options.Length}.tgc");
        string[] resumed = [.. request, "--checkpoint", file, "--checkpoint-every", "3", "--resume"];
        var random = new Random(options.Length);
        for (var kill = 0; kill < 5; kill++)
        {
            using var process = Shell.Start(resumed);
            WaitForNewCheckpoint(process, file);
            Thread.Sleep(random.Next(120));
            process.Kill();
            process.WaitForExit();
        }

        var end = Shell.Run(resumed);

        end.ExitCode.ShouldBe(0, end.Error);
        end.Json().GetProperty("resumedAtStep").GetInt32().ShouldBeGreaterThan(0);
        Hash(end).ShouldBe(Hash(whole));
        Losses(end).ShouldBe(Losses(whole));
        Directory.GetFiles(Path.GetDirectoryName(file)!, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public void Interrupted_it_keeps_a_checkpoint_and_says_how_to_go_on()
    {
        string[] request = [.. Train("interrupt", 160, 60), "--json"];
        var file = folder.PathOf("interrupt.tgc");
        using var process = Shell.Start([.. request, "--checkpoint", file]);
        WaitForNewCheckpoint(process, file);
        Shell.Interrupt(process);
        Shell.Finish(process).ShouldEndWith(130, "cancelled; add --resume to go on from", "interrupt.tgc");

        var end = Shell.Run([.. request, "--checkpoint", file, "--resume"]);

        end.Json().GetProperty("resumedAtStep").GetInt32().ShouldBeGreaterThan(0);
        Hash(end).ShouldBe(Hash(Shell.Run(request)));
    }

    [Fact]
    public void A_training_that_diverges_ends_in_one_line()
    {
        Shell.Run([.. Train("diverge", 64, 5), "--lr", "1e30"])
            .ShouldEndWith(1, "the training diverged: the loss is ", "of epoch 1", "give a smaller --lr than 1E+30");
        Shell.Run("train", "--dag", "2_21_112", "--width", "8", "--data", $"cifar10:{folder.WriteCifar("dag.bin", 64)}", "--lr", "20", "--epochs", "9")
            .ShouldEndWith(1, "the training diverged: ", "give a smaller --lr than 20");
    }

    [Fact]
    public void A_checkpoint_that_does_not_belong_here_is_refused()
    {
        string[] request = Train("other", 64, 1);
        var file = folder.PathOf("other.tgc");
        string[] saved = [.. request, "--checkpoint", file];
        Shell.Run(saved).ExitCode.ShouldBe(0);
        Shell.Run(saved).ShouldBeRefused("is there already; add --resume");
        Shell.Run([.. saved, "--resume", "--lr", "0.05"]).ShouldBeRefused("another training: its learningRate of options is 0.1, not 0.05");
        Shell.Run(["train", Shell.GoodCell, .. saved[2..], "--resume"]).ShouldBeRefused("another training: its architecture is");
        Shell.Run([.. saved, "--resume", "--init", "uniform"]).ShouldBeRefused("another training: its initialization is");
        folder.WriteCifar("more.bin", 80);
        Shell.Run([.. saved.Select(word => word.Replace("other.bin", "more.bin", StringComparison.Ordinal)), "--resume"]).ShouldBeRefused("its dataHash is");
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        Shell.Run([.. saved, "--resume"]).ShouldBeRefused("other.tgc", "truncated or altered");
    }

    [Fact]
    public void Labels_out_of_range_and_images_of_another_shape_are_refused()
    {
        var bytes = TemporaryFolder.CifarBytes(20);
        bytes[3073 * 5] = 12;
        folder.Write("labels.bin", bytes);
        Shell.Run("train", SmallCell, "--data", $"cifar10:{folder.PathOf("labels.bin")}").ShouldBeRefused("labels.bin", "12");
        Shell.Run([.. Train("shape", 64, 1), "--test", "seg20"]).ShouldBeRefused("--test: seg20 has images of 2x1x1 in 2 classes", "3x32x32 in 10");
        Shell.Run("train", SmallCell, "--data", "seg20").ShouldBeRefused(SmallCell);
    }

    [Theory]
    [InlineData("train", "there is nothing to train; give an architecture, --dag CODE, --cell NAME or --model SPEC")]
    [InlineData("train 2_02_002 --cell darts", "there are several architectures")]
    [InlineData("train --cell dart", "--cell 'dart' is not available", "did you mean 'darts'")]
    [InlineData("train 2_02_002 --lr 0", "--lr must be a number above 0", "'0'")]
    [InlineData("train 2_02_002 --momentum 1", "--momentum must be a number from 0 to below 1")]
    [InlineData("train 2_02_002 --optimizer adam --momentum 0.5", "--momentum and --no-nesterov belong to sgd")]
    [InlineData("train 2_02_002 --schedule step", "--schedule step and --milestones belong together")]
    [InlineData("train 2_02_002 --schedule step --milestones 3,2", "--milestones must be rising numbers of epochs")]
    [InlineData("train 2_02_002 --step-factor 0.5", "--step-factor belongs to --schedule step")]
    [InlineData("train 2_02_002 --augment rotate", "--augment: 'rotate' is no augmentation; write crop")]
    [InlineData("train 2_02_002 --early-stop 3", "--early-stop looks at the loss on held-out images; add --held-out SHARE")]
    [InlineData("train 2_02_002 --resume", "--resume needs the checkpoint's file")]
    [InlineData("train 2_02_002 --checkpoint-every 3", "--checkpoint-every needs the checkpoint's file")]
    [InlineData("train 2_02_002 --channels 8", "2_02_002: channels and cells are options of NAS-Bench-201 and DARTS cells")]
    [InlineData("train 2_02_002 --batch 5000", "a batch of 5,000 is larger than the data")]
    [InlineData("train 2_02_002 --held-out 0.0001", "0 of 4,000 images cannot be held out")]
    public void A_wrong_request_is_refused_in_one_line(string args, params string[] words) => Shell.Run(args.Split(' ')).ShouldBeRefused(words);

    private static string Hash(ShellResult result)
    {
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Json().GetProperty("weightsHash").GetString()!;
    }

    private static double[] Losses(ShellResult result) =>
    [
        .. result.Json().GetProperty("epochs").EnumerateArray().SelectMany(epoch => new[] { Number(epoch, "loss"), Number(epoch, "heldOutLoss") }),
    ];

    private static double Number(JsonElement epoch, string name) => epoch.GetProperty(name).GetDouble();

    private static void WaitForNewCheckpoint(Process process, string file)
    {
        DateTime before = File.GetLastWriteTimeUtc(file);
        while (!process.HasExited && File.GetLastWriteTimeUtc(file) == before)
            Thread.Sleep(1);
    }

    private string[] Train(string name, int images, int epochs) =>
    [
        "train", SmallCell, "--data", $"cifar10:{folder.WriteCifar($"{name}.bin", images)}", "--channels", "4", "--cells", "1", "--batch", "16", "--epochs",
        $"{epochs}",
    ];
}
