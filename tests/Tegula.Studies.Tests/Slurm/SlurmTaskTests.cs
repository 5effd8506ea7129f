using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

public sealed class SlurmTaskTests
{
    [Fact]
    public void Running_and_waiting_workers_are_told_apart() =>
        SlurmTask.Summary([Of(0, "RUNNING", node: "n2"), Of(1, "RUNNING", node: "n1"), Of(2, "PENDING", "Resources"), Of(3, "PENDING", "Resources")], 4)
            .ShouldBe("4 workers asked for: 2 running on n1 n2, 2 pending (Resources)");

    [Fact]
    public void Those_that_ended_are_counted_by_how_they_ended() =>
        SlurmTask.Summary([Of(0, "COMPLETED"), Of(1, "FAILED", "NonZeroExitCode", "n1"), Of(2, "OUT_OF_MEMORY", "OutOfMemory", "n1")], 4)
            .ShouldBe("4 workers asked for: 1 completed, 1 failed (NonZeroExitCode), 1 out of memory (OutOfMemory), 1 ended, Slurm no longer says how");

    [Fact]
    public void Restarts_are_told() =>
        SlurmTask.Summary([Of(0, "PENDING", "BeginTime") with { Restarts = 2 }], 1).ShouldBe("1 worker asked for: 1 pending (BeginTime); 2 queued anew");

    [Theory]
    [InlineData("PENDING", true, false, false)]
    [InlineData("REQUEUE_HOLD", true, false, false)]
    [InlineData("CONFIGURING", false, true, false)]
    [InlineData("RUNNING", false, true, false)]
    [InlineData("COMPLETING", false, true, false)]
    [InlineData("NODE_FAIL", false, false, true)]
    [InlineData("TIMEOUT", false, false, true)]
    public void A_state_is_one_of_three_kinds(string state, bool pending, bool running, bool ended)
    {
        var task = Of(0, state);
        (task.IsPending, task.IsRunning, task.IsEnded).ShouldBe((pending, running, ended));
    }

    private static SlurmTask Of(int index, string state, string reason = "", string node = "") => new("7", index, state, reason, node, 0);
}
