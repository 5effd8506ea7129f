using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

[Collection("Slurm")]
public sealed class SlurmJobArrayTests(SlurmCluster cluster) : IDisposable
{
    private readonly SlurmWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Workers_run_on_both_nodes_and_give_their_tasks_back_when_cancelled()
    {
        cluster.Require();
        var array = _workspace.Submit("partition=main,nodes=2,workers=5");
        SlurmCluster.Until(() => array.Tasks().Count(task => task.State == "RUNNING") == 4, "four workers run");
        SlurmCluster.Until(() => _workspace.HaveBegun(array, 4), "they write");

        var tasks = array.Tasks();
        tasks.Select(task => (task.Job, task.Index)).ShouldBe(Enumerable.Range(0, 5).Select(index => (array.Array.Job, index)));
        tasks.Where(task => task.IsRunning).Select(task => task.Node).Order(StringComparer.Ordinal).ShouldBe(["n1", "n1", "n2", "n2"]);
        var waiting = tasks.Single(task => task.IsPending);
        _workspace.Log(array, 0).ShouldContain(
            $"password of {SlurmWorkspace.Password.Length} letters, arguments: worker --study postgres://me@nowhere:1/nas --threads 1 --idle ");
        _workspace.Log(array, waiting.Index).ShouldBeEmpty();
        File.GetUnixFileMode(_workspace.Folder.PathOf(array.Array.Password!)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var file in Directory.GetFiles(_workspace.Folder.FullPath).Where(file => !file.EndsWith(".password", StringComparison.Ordinal)))
            File.ReadAllText(file).ShouldNotContain("secret");
        cluster.Command("scontrol", "show", "job", array.Array.Job).ShouldNotContain("secret");
        cluster.Command("squeue", "-o", "%all").ShouldNotContain("secret");

        array.Cancel();
        SlurmCluster.Until(() => array.Tasks().All(task => task.IsEnded), "all workers have ended");
        array.Tasks().ShouldAllBe(task => task.State == "CANCELLED");
        foreach (var task in tasks.Where(task => task.IsRunning))
            _workspace.Log(array, task.Index).ShouldContain("gives its tasks back");
        File.Exists(_workspace.Folder.PathOf(array.Array.Password!)).ShouldBeFalse();
        array.Cancel();
    }

    [Fact]
    public void A_worker_whose_time_is_over_gives_its_tasks_back_and_is_queued_anew()
    {
        cluster.Require();
        var array = _workspace.Submit("nodes=1,time=5");
        SlurmCluster.Until(() => _workspace.HaveBegun(array, 1), "the worker writes");
        cluster.Command("scancel", "--batch", "--signal=USR1", $"{array.Array.Job}_0"); // as Slurm does before the time limit
        SlurmCluster.Until(() => array.Tasks().Single() is { Restarts: 1, State: "RUNNING" }, "it runs again");
        SlurmCluster.Until(() => _workspace.Log(array, 0).Contains("restarts so far: 1", StringComparison.Ordinal), "it writes again");
        _workspace.Log(array, 0).ShouldMatch("(?s)restarts so far: 0.*arguments.*gives its tasks back.*restarts so far: 1");
        array.Cancel();
        SlurmCluster.Until(() => array.Tasks().All(task => task.IsEnded), "it has ended");
    }

    [Fact]
    public void Workers_of_a_killed_node_are_queued_anew_by_Slurm()
    {
        cluster.Require();
        var array = _workspace.Submit("nodes=2,cpus=2");
        SlurmCluster.Until(() => array.Tasks().All(task => task.State == "RUNNING"), "both workers run");
        SlurmCluster.Until(() => _workspace.HaveBegun(array, 2), "they write");
        var victim = array.Tasks().Single(task => task.Node == "n2");

        cluster.KillNode("n2");
        SlurmCluster.Until(() => array.Tasks()[victim.Index] is { IsPending: true, Restarts: 1 }, "its worker waits");
        array.Tasks().Single(task => task.Node == "n1").ShouldSatisfyAllConditions(task => task.State.ShouldBe("RUNNING"), task => task.Restarts.ShouldBe(0));
        _workspace.Log(array, victim.Index).ShouldNotContain("gives its tasks back");

        cluster.StartNode("n2");
        SlurmCluster.Until(() => array.Tasks()[victim.Index] is { State: "RUNNING", Restarts: 1, Node: "n2" }, "it runs again");
        array.Cancel();
        SlurmCluster.Until(() => array.Tasks().All(task => task.IsEnded), "both have ended");
    }

    [Theory]
    [InlineData("partition=nowhere", "invalid partition")]
    [InlineData("cpus=3", "Requested node configuration is not available")]
    public void What_Slurm_refuses_is_one_line_in_its_words(string options, string words)
    {
        cluster.Require();
        var error = Should.Throw<StudyException>(() => _workspace.Submit(options));
        error.Message.ShouldStartWith("Slurm: the job array is refused: ");
        error.Message.ShouldContain(words);
        error.Message.ShouldNotContain("\n");
        error.IsFailure.ShouldBeFalse();
        Directory.GetFiles(_workspace.Folder.FullPath, "*.password").ShouldBeEmpty();
        _workspace.Folder.Arrays().ShouldBeEmpty();
    }

    [Fact]
    public void A_job_that_Slurm_does_not_know_has_no_tasks_and_is_cancelled_already()
    {
        cluster.Require();
        var client = new SlurmClient();
        client.Tasks("987654").ShouldBeEmpty();
        client.Cancel("987654");
    }
}
