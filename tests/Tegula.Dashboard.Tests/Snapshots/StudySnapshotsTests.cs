using System.Text;
using Tegula.Dashboard.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Snapshots;

/// <summary>A study that is kept in memory against the same read anew.</summary>
public sealed class StudySnapshotsTests
{
    [Theory]
    [InlineData(1, "sum:kappa+naswot")]
    [InlineData(2, "kappa,params")]
    [InlineData(3, "log:kappa+2*naswot+params:low")]
    [InlineData(4, "of another version")]
    public void What_grew_step_by_step_is_what_is_read_at_once(int seed, string objective)
    {
        using var study = new GrownStudy(seed, objective);
        var snapshots = new StudySnapshots(study.Shelf);
        var random = new Random(seed);
        var earlier = new List<(StudySnapshot Snapshot, string Json)>();
        for (var round = 0; round < 25; round++)
        {
            if (round > 0)
                study.Grow(random.Next(1, round * 8));
            if (round % 5 == 4)
                study.Store.SetStatus(study.Study.Id, round == 24 ? StudyStatus.Done : StudyStatus.Stopped, answer: $"answer {round}");
            var grown = snapshots.Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
            var fresh = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
            grown.Steps.Count.ShouldBe(study.Steps);
            grown.Study.ShouldBe(fresh.Study);
            grown.Steps.Select(step => step.Step).ShouldBe(study.Store.Steps(study.Study.Id));
            grown.Course.Front.ShouldBe(fresh.Course.Front);
            Enumerable.Range(0, grown.Steps.Count).Select(step => (grown.Course.Cost(step), grown.Course.Rank(step), grown.Asked(step)))
                .ShouldBe(Enumerable.Range(0, grown.Steps.Count).Select(step => (fresh.Course.Cost(step), fresh.Course.Rank(step), fresh.Asked(step))));
            foreach (var from in new[] { 0, study.Steps / 2, study.Steps })
                Text(grown, from).ShouldBe(Text(fresh, from));
            earlier.Add((grown, Text(grown, 0)));
            snapshots.Get(study.Shelved, study.Study.Id).ShouldBeSameAs(grown);
        }

        foreach (var (snapshot, json) in earlier)
            Encoding.UTF8.GetString(CourseJson.Write(snapshot, 0)).ShouldBe(json);
    }

    [Fact]
    public void Evaluations_are_found_at_the_first_step_they_answered()
    {
        using var study = new GrownStudy(5);
        study.Grow(300);
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        foreach (var group in study.Store.Steps(study.Study.Id).GroupBy(step => step.Evaluation))
        {
            var first = group.Min(step => step.Number);
            snapshot.StepOf(group.Key).ShouldBe(first);
            snapshot.Asked(first).ShouldBe(group.Count());
            group.Where(step => step.Number != first).ShouldAllBe(step => snapshot.Asked(step.Number) == 0);
        }

        snapshot.StepOf(-1).ShouldBeNull();
    }

    [Fact]
    public void A_study_that_is_deleted_and_made_again_is_read_anew()
    {
        using var study = new GrownStudy(6);
        var snapshots = new StudySnapshots(study.Shelf);
        study.Grow(100);
        snapshots.Get(study.Shelved, study.Study.Id)!.Steps.Count.ShouldBe(100);
        study.Store.DeleteStudy(study.Study.Name);
        snapshots.Get(study.Shelved, study.Study.Id).ShouldBeNull();
        snapshots.Count.ShouldBe(0);

        study.Replace("another");
        study.Grow(30);
        snapshots.Get(study.Shelved, study.Study.Id)!.Steps.Count.ShouldBe(30);
        study.Replace("grown");
        study.Grow(40);
        var snapshot = snapshots.Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        snapshot.Steps.Select(step => step.Step).ShouldBe(study.Store.Steps(study.Study.Id));
        snapshots.Get(study.Shelved, 77).ShouldBeNull();
    }

    [Fact]
    public void Studies_that_nobody_asked_for_the_longest_are_dropped()
    {
        using var study = new GrownStudy(7, name: "0");
        var snapshots = new StudySnapshots(study.Shelf, mostSteps: 250);
        var ids = new List<long>();
        for (var number = 0; number < 4; number++)
        {
            if (number > 0)
                study.Begin($"{number}");
            study.Grow(100);
            ids.Add(study.Study.Id);
        }

        var first = snapshots.Get(study.Shelved, ids[0]);
        snapshots.Get(study.Shelved, ids[1]);
        snapshots.Get(study.Shelved, ids[0]).ShouldBeSameAs(first);
        snapshots.Get(study.Shelved, ids[2]);
        snapshots.Count.ShouldBe(2);
        snapshots.Get(study.Shelved, ids[0]).ShouldBeSameAs(first);
        study.Grow(900);
        snapshots.Get(study.Shelved, ids[3])!.Steps.Count.ShouldBe(1000);
        snapshots.Count.ShouldBe(1);
    }

    [Fact]
    public void Many_threads_see_a_study_that_only_grows()
    {
        using var study = new GrownStudy(8);
        study.Grow(10);
        var (store, id) = (study.Shelved, study.Study.Id);
        var snapshots = new StudySnapshots(study.Shelf, mostSteps: 1);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var last = 0;
            while (!done.IsCancellationRequested)
            {
                var snapshot = snapshots.Get(store, id)!;
                snapshot.Steps.Count.ShouldBeGreaterThanOrEqualTo(last);
                snapshot.Steps.Select(step => step.Step.Number).ShouldBe(Enumerable.Range(0, snapshot.Steps.Count));
                last = snapshot.Steps.Count;
            }
        })).ToArray();
        for (var round = 0; round < 50; round++)
            study.Grow(20);
        done.Cancel();
        Should.NotThrow(() => Task.WaitAll(readers));
        snapshots.Get(store, id)!.Steps.Count.ShouldBe(1010);
    }

    [Fact]
    public void Of_a_study_that_cannot_be_read_nothing_stays_in_memory()
    {
        using var study = new GrownStudy(9);
        study.Grow(5);
        var (store, snapshots) = (study.Shelved, new StudySnapshots(study.Shelf));
        snapshots.Get(store, study.Study.Id).ShouldNotBeNull();
        snapshots.Count.ShouldBe(1);
        File.Delete(study.File);
        foreach (var id in new[] { study.Study.Id, 77, 78 })
            Should.Throw<StudyException>(() => snapshots.Get(store, id));
        snapshots.Count.ShouldBe(0);
    }

    private static string Text(StudySnapshot snapshot, int from) => Encoding.UTF8.GetString(snapshot.Json(from));
}
