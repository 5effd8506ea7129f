using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

[Collection("Slurm")]
public sealed class SlurmCommandTests(SlurmCluster cluster) : IDisposable
{
    private readonly SlurmWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Arrays_are_shown_followed_and_cancelled()
    {
        cluster.Require();
        string[] folder = ["--folder", _workspace.Folder.FullPath];
        var array = _workspace.Submit("nodes=2");
        var job = array.Array.Job;
        SlurmCluster.Until(() => _workspace.HaveBegun(array, 2), "both workers write");

        var status = CommandLine.Json(["slurm", "status", "--study", SlurmWorkspace.Location, "--name", "a 'study'", .. folder]).GetProperty("arrays")[0];
        status.GetProperty("job").GetString().ShouldBe(job);
        status.GetProperty("study").GetString().ShouldBe("postgres://me@nowhere:1/nas");
        status.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("state").GetString()).ShouldBe(["RUNNING", "RUNNING"]);
        var shown = CommandLine.Run(["slurm", "status", .. folder]).Output;
        shown.ShouldContain("2 workers asked for: 2 running on n1");
        shown.ShouldContain($"{job}_1");

        using var follower = CommandLine.Start(["slurm", "logs", "--job", job, "--task", "1", "--follow", .. folder]);
        var (exitCode, output, error) = CommandLine.Run(["slurm", "cancel", "--name", "a 'study'", .. folder]);
        exitCode.ShouldBe(0, error);
        output.ShouldBe($"Cancelled job array {job}, study 'a 'study'', 2 workers.\n");
        var followed = CommandLine.Finish(follower);
        followed.ExitCode.ShouldBe(0, followed.Error);
        followed.Output.ShouldStartWith($"── {job}_1  ");
        followed.Output.ShouldContain("arguments: worker --study");
        followed.Output.ShouldContain("gives its tasks back");

        var logs = CommandLine.Json(["slurm", "logs", .. folder]).GetProperty("logs");
        logs.EnumerateArray().Select(log => log.GetProperty("text").GetString()).ShouldBe([_workspace.Log(array, 0), _workspace.Log(array, 1)]);
        CommandLine.Json(["slurm", "cancel", .. folder]).GetProperty("cancelled").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void An_array_that_Slurm_has_forgotten_is_said_to_have_ended()
    {
        cluster.Require();
        _workspace.Folder.Add(Forgotten("987654"));
        var (exitCode, output, error) = CommandLine.Run("slurm", "status", "--folder", _workspace.Folder.FullPath);
        exitCode.ShouldBe(0, error);
        output.ShouldContain("no longer knows");
        CommandLine.Json("slurm", "status", "--folder", _workspace.Folder.FullPath).GetProperty("arrays")[0].GetProperty("known").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("slurm status --job x", "--job", "'x'")]
    [InlineData("slurm status --job 5", "number 5", "987654 'a'")]
    [InlineData("slurm status --study study.db", "study.db", "postgres://")]
    [InlineData("slurm logs --task 2", "--task 2", "0 to 1")]
    [InlineData("slurm logs --follow --json", "--json", "--follow")]
    public void A_wrong_request_is_one_line(string args, params string[] words)
    {
        _workspace.Folder.Add(Forgotten("987654"));
        var (exitCode, output, error) = CommandLine.Run([.. args.Split(' '), "--folder", _workspace.Folder.FullPath]);
        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.TrimEnd('\n').ShouldNotContain("\n");
        foreach (var word in words)
            error.ShouldContain(word, Case.Sensitive);
    }

    [Fact]
    public void A_machine_without_Slurm_is_told_so_in_one_line()
    {
        _workspace.Folder.Add(Forgotten("987654"));
        using var process = CommandLine.Start(["slurm", "status", "--folder", _workspace.Folder.FullPath], path: "/nowhere");
        var (exitCode, _, error) = CommandLine.Finish(process);
        exitCode.ShouldBe(2);
        error.ShouldStartWith("tegula: Slurm: the command 'squeue' cannot be run");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }

    private static SlurmArray Forgotten(string job) => new()
    {
        Job = job,
        Study = "postgres://me@nowhere:1/nas",
        Name = "a",
        Workers = 2,
        Script = "workers.sh",
        Log = $"worker-{job}_%a.log",
        Submitted = DateTimeOffset.UnixEpoch,
    };
}
