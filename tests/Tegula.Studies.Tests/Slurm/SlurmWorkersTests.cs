using System.Collections.Concurrent;
using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

[Collection("Slurm")]
public sealed class SlurmWorkersTests(SlurmCluster cluster) : IDisposable
{
    private readonly SlurmWorkspace _workspace = new();
    private readonly ConcurrentQueue<string> _said = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Workers_are_placed_followed_and_cancelled()
    {
        cluster.Require();
        string job;
        using (var workers = Start("nodes=2,workers=4", _workspace.WaitingProgram))
        {
            job = workers.Job;
            SlurmCluster.Until(() => _said.Contains("4 workers asked for: 4 running on n1 n2"), "four workers run");
            workers.Failure.ShouldBeNull();
            workers.Failed.IsCancellationRequested.ShouldBeFalse();
            workers.ThrowIfFailed();
        }

        _said.First().ShouldBe($"Slurm job array {job} submitted, logs in {_workspace.Folder.PathOf($"worker-{job}_%a.log")}");
        _said.Last().ShouldBe($"Slurm job array {job} cancelled");
        _said.Distinct().Count().ShouldBe(_said.Count);
        SlurmCluster.Until(() => new SlurmClient().Tasks(job).All(task => task.State == "CANCELLED"), "the array is cancelled");
        Directory.GetFiles(_workspace.Folder.FullPath, "*.password").ShouldBeEmpty();
    }

    [Fact]
    public void The_end_of_all_workers_is_a_failure_that_says_why_and_where()
    {
        cluster.Require();
        using var workers = Start("nodes=2", _workspace.Program("echo 'tegula: the database is not there' >&2; exit 3"));
        workers.Failed.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();

        var error = Should.Throw<StudyException>(workers.ThrowIfFailed);
        error.IsFailure.ShouldBeTrue();
        error.Message.ShouldBe(
            $"all workers of Slurm job array {workers.Job} have ended (2 failed (NonZeroExitCode)) while work is left; "
            + $"a log ends with: tegula: the database is not there; logs: {_workspace.Folder.PathOf($"worker-{workers.Job}_%a.log")}");
        _said.ShouldContain(error.Message);
    }

    [Fact]
    public void Cancelling_the_array_by_hand_is_a_failure()
    {
        cluster.Require();
        using var workers = Start("nodes=1", _workspace.WaitingProgram);
        SlurmCluster.Until(() => _said.Contains("1 worker asked for: 1 running on n1"), "the worker runs");
        cluster.Command("scancel", workers.Job);
        workers.Failed.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        workers.Failure.ShouldNotBeNull().ShouldContain("1 cancelled");
    }

    [Fact]
    public void A_file_cannot_be_shared_by_nodes()
    {
        var error = Should.Throw<StudyException>(() => SlurmWorkers.Start(new(), "study.db", "a", _workspace.Folder.FullPath, _said.Enqueue));
        error.Message.ShouldContain("postgres://");
    }

    private SlurmWorkers Start(string options, WorkerProgram program) =>
        SlurmWorkers.Start(SlurmOptions.Parse(options), SlurmWorkspace.Location, "a 'study'", _workspace.Folder.FullPath, _said.Enqueue, program);
}
