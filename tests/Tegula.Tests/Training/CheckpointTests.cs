using System.Security.Cryptography;
using Tegula.Compute.Plans;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private static readonly ListedImages Data = ListedImages.Halves(8, 1);
    private static readonly TrainingSetup Setup = TrainingSetup.Of(
        "2_02_002",
        new NetworkOptions { Width = 32 },
        Data,
        null,
        new TrainingOptions { Epochs = 7, LearningRate = 0.3, Milestones = [2, 5], Augmentation = new() { Flip = true }, ClipNorm = 2.5 });

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-checkpoint-");

    private string FileName => Path.Combine(_folder.FullName, "a.tgc");

    [Fact]
    public void Everything_is_read_back_bit_by_bit()
    {
        var checkpoint = new Checkpoint(Setup, State());
        checkpoint.Write(FileName);
        Checkpoint read = Checkpoint.Read(FileName);

        Setup.DifferenceFrom(read.Setup).ShouldBeNull();
        read.Setup.Shape.ShouldBe(Data.Shape);
        TrainingState expected = State();
        read.State.Step.ShouldBe(expected.Step);
        read.State.Weights.ShouldBe(expected.Weights);
        read.State.OptimizerMemory.ShouldBe(expected.OptimizerMemory);
        read.State.Statistics.Means.ShouldBe(expected.Statistics.Means);
        read.State.Statistics.Variances.ShouldBe(expected.Statistics.Variances);
        read.State.Epochs.ShouldBe(expected.Epochs);
        (read.State.FirstLoss, read.State.LossSum, read.State.Correct, read.State.Seconds)
            .ShouldBe((expected.FirstLoss, expected.LossSum, expected.Correct, expected.Seconds));
        read.State.Best!.Epoch.ShouldBe(2);
        read.State.Best.Loss.ShouldBe(expected.Best!.Loss);
        read.Weights.ShouldBe([9f, 8f, 7f]);
        read.Statistics.Variances.ShouldBe([0.25, 1.0 / 3]);
        (read with { State = read.State with { Best = null } }).Weights.ShouldBe(expected.Weights);
    }

    [Fact]
    public void A_file_that_was_cut_anywhere_or_altered_anywhere_is_refused_in_one_line()
    {
        new Checkpoint(Setup, State()).Write(FileName);
        byte[] bytes = File.ReadAllBytes(FileName);
        foreach (int length in new[] { 0, 7, 8, 20, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(FileName, bytes[..length]);
            string message = Should.Throw<CheckpointException>(() => Checkpoint.Read(FileName)).Message;
            message.ShouldContain(length < 8 ? "is no checkpoint" : "truncated");
            message.ShouldNotContain("\n");
        }

        for (int place = 12; place < bytes.Length; place += 97)
        {
            byte[] altered = [.. bytes];
            altered[place] ^= 4;
            File.WriteAllBytes(FileName, altered);
            Should.Throw<CheckpointException>(() => Checkpoint.Read(FileName)).Message.ShouldContain("altered");
        }
    }

    [Fact]
    public void A_file_of_another_format_or_content_is_refused()
    {
        new Checkpoint(Setup, State()).Write(FileName);
        byte[] bytes = File.ReadAllBytes(FileName);
        bytes[8] = 9;
        File.WriteAllBytes(FileName, bytes);
        Should.Throw<CheckpointException>(() => Checkpoint.Read(FileName)).Message.ShouldContain("format 9, this program reads format 1");

        // A header that tells of fewer weights than there are, under a checksum that is right.
        byte[] content = bytes[..^32];
        content[8] = 1;
        string header = System.Text.Encoding.UTF8.GetString(content);
        int at = header.IndexOf("\"weights\":3", StringComparison.Ordinal);
        content[System.Text.Encoding.UTF8.GetByteCount(header[..at]) + 10] = (byte)'2';
        File.WriteAllBytes(FileName, [.. content, .. SHA256.HashData(content)]);
        Should.Throw<CheckpointException>(() => Checkpoint.Read(FileName)).Message.ShouldContain("another version");
    }

    [Fact]
    public void What_differs_from_the_training_asked_for_is_named()
    {
        var checkpoint = new Checkpoint(Setup, State());
        checkpoint.RequireSetup(Setup, FileName);
        checkpoint.RequireSetup(Setup with { Options = Setup.Options with { Milestones = [2, 5] } }, FileName);
        Message(Setup with { Architecture = "2_22_222" }).ShouldContain("its architecture is 2_02_002, not 2_22_222; give the same options");
        Message(Setup with { Network = new() { Width = 64 } }).ShouldContain("its width of network is 32, not 64");
        Message(Setup with { Options = Setup.Options with { LearningRate = 0.2 } }).ShouldContain("its learningRate of options is 0.3, not 0.2");
        Message(Setup with { Options = Setup.Options with { ClipNorm = null } }).ShouldContain("its clipNorm of options is 2.5, not nothing");
        Message(TrainingSetup.Of("2_02_002", Setup.Network, ListedImages.Halves(8, 2), null, Setup.Options)).ShouldContain("its dataHash is ");
        Message(TrainingSetup.Of("2_02_002", Setup.Network, Data, Data, Setup.Options)).ShouldContain("its heldOutHash is ");

        string Message(TrainingSetup asked) => Should.Throw<CheckpointException>(() => checkpoint.RequireSetup(asked, FileName)).Message;
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_put_in_its_place_leaves_nothing_behind()
    {
        var checkpoint = new Checkpoint(Setup, State());
        Directory.CreateDirectory(FileName);
        Exception error = Should.Throw<Exception>(() => checkpoint.Write(FileName));
        (error is IOException or UnauthorizedAccessException).ShouldBeTrue(error.ToString());
        Directory.GetFiles(_folder.FullName).ShouldBeEmpty();
        Should.Throw<DirectoryNotFoundException>(() => checkpoint.Write(Path.Combine(_folder.FullName, "none", "a.tgc")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static TrainingState State() => new()
    {
        Step = 12,
        Weights = [1.5f, float.Epsilon, -3e38f],
        OptimizerMemory = [[0.1f, 0.2f, 0.3f], [4f, 5f, 6f]],
        Statistics = Statistics(Math.PI, 1e-300),
        Epochs = [new(1, 1.0 / 3, 50, 0.1) { LearningRate = 0.3, HeldOutLoss = 2.0 / 3, HeldOutAccuracy = 12.5 }, new(2, double.NaN, 0, 0)],
        FirstLoss = 0.1 + 0.2,
        LossSum = 1.0 / 7,
        Correct = 5,
        Seconds = 0.7,
        Best = new(2, 1e-17, [9f, 8f, 7f], Statistics(0.25, 1.0 / 3)),
    };

    private static BatchNormStatistics Statistics(double first, double second)
    {
        var statistics = new BatchNormStatistics(2);
        (statistics.Means[0], statistics.Means[1], statistics.Variances[0], statistics.Variances[1]) = (-first, 4, first, second);
        return statistics;
    }
}
