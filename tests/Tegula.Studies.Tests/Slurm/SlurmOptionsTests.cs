using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

public sealed class SlurmOptionsTests
{
    [Fact]
    public void Workers_follow_the_nodes_and_threads_the_CPUs() =>
        SlurmOptions.Parse("partition=main,nodes=2,cpus=4").ShouldBe(
            new() { Partition = "main", Nodes = 2, Workers = 2, Cpus = 4, Threads = 4 });

    [Fact]
    public void Every_key_is_read() =>
        SlurmOptions.Parse(
            "nodes=2, workers=6, cpus=8, threads=4, partition=gpu.a, time=2-12:00:00, mem=4G, account=ab-1, qos=high, constraint=intel|amd")
            .ShouldBe(new()
            {
                Partition = "gpu.a",
                Nodes = 2,
                Workers = 6,
                Cpus = 8,
                Threads = 4,
                Time = "2-12:00:00",
                Memory = "4G",
                Account = "ab-1",
                Qos = "high",
                Constraint = "intel|amd",
            });

    [Fact]
    public void Without_a_partition_the_cluster_chooses() => SlurmOptions.Parse("nodes=1").Partition.ShouldBeNull();

    [Theory]
    [InlineData("3")]
    [InlineData("3:00")]
    [InlineData("0:03:00")]
    [InlineData("0-1")]
    [InlineData("1-0:0:0")]
    [InlineData("0-0:3")]
    public void A_time_may_be_written_in_each_of_Slurms_forms(string time) => SlurmOptions.Parse($"time={time}").Time.ShouldBe(time);

    [Theory]
    [InlineData("", "KEY=VALUE")]
    [InlineData("main", "'main'", "KEY=VALUE")]
    [InlineData("partition=main,,nodes=2", "''", "KEY=VALUE")]
    [InlineData("node=2", "no 'node'", "nodes")]
    [InlineData("nodes=2,nodes=3", "'nodes' is given twice")]
    [InlineData("nodes=two", "nodes=two", "whole number")]
    [InlineData("nodes=0", "nodes=0", "from 1")]
    [InlineData("cpus=-1", "cpus=-1", "from 1")]
    [InlineData("cpus=1e9", "cpus=1e9", "from 1")]
    [InlineData("workers=99999999999", "workers=99999999999", "to 100000")]
    [InlineData("nodes=4,workers=2", "workers=2", "nodes=4")]
    [InlineData("cpus=2,threads=4", "threads=4", "cpus=2")]
    [InlineData("time=soon", "time=soon", "4:00:00")]
    [InlineData("time=2", "time=2", "3 minutes")]
    [InlineData("time=2:59", "time=2:59", "3 minutes")]
    [InlineData("time=0:02:59", "time=0:02:59", "3 minutes")]
    [InlineData("mem=4GB", "mem=4GB", "4G")]
    [InlineData("mem=0", "mem=0", "4G")]
    [InlineData("partition=a b", "partition=a b", "a name")]
    [InlineData("partition=", "partition=", "a name")]
    [InlineData("account=x\n#SBATCH --uid=0", "account=", "a name")]
    [InlineData("qos=$(id)", "qos=$(id)", "a name")]
    [InlineData("constraint='x'", "constraint='x'", "features")]
    public void What_cannot_be_right_is_one_line(string text, params string[] words)
    {
        var error = Should.Throw<StudyException>(() => SlurmOptions.Parse(text));
        error.IsFailure.ShouldBeFalse();
        error.Message.ShouldStartWith("--slurm: ");
        foreach (var word in words)
            error.Message.ShouldContain(word, Case.Sensitive);
    }
}
