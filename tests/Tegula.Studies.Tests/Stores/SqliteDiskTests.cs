using Tegula.Studies.Stores;

namespace Tegula.Studies.Tests.Stores;

/// <summary>Disks that are full, and disks that cannot be written.</summary>
public sealed class SqliteDiskTests
{
    [Fact]
    public void A_full_disk_loses_nothing_that_was_kept()
    {
        using SmallDisk disk = SmallDisk.MountOrSkip(4096);
        string path = SqliteFile.Fill(disk.PathOf("study.db"), 10);
        disk.FillUpTo(400 * 1024);
        int kept = 10;
        using (StudyStore store = StudyStore.Open(path))
        {
            long study = store.FindStudy("a").ShouldNotBeNull().Id;
            StudyException full = Should.Throw<StudyException>(() =>
            {
                for (; ; kept++)
                    store.AddSteps(study, [StoreSample.Step(kept, store.Add(StoreSample.Evaluation(1, study, $"c{kept}", ("a", kept), ("b", 0.1))))]);
            });
            full.Message.ShouldContain("is full");
            full.IsFailure.ShouldBeTrue();
            kept.ShouldBeGreaterThan(20);
            store.Steps(study).Count.ShouldBe(kept);
        }

        using (StudyStore reader = StudyStore.Open(path, StudyAccess.ReadOnly))
            reader.FindStudy("a").ShouldNotBeNull().Steps.ShouldBe(kept);
        disk.MakeRoom();
        using StudyStore again = StudyStore.Open(path);
        again.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        again.Evaluations(new()).Take(kept).Select(evaluation => evaluation.Computation).ShouldBe(Enumerable.Range(0, kept).Select(number => $"c{number}"));
        again.Count(new()).ShouldBeInRange(kept, kept + 1);
        again.AddSteps(1, [StoreSample.Step(kept, again.Add(StoreSample.Evaluation(1, 1, $"c{kept}", ("a", kept), ("b", 0.1))))]);
        again.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void On_a_full_disk_a_store_is_neither_made_nor_half_made()
    {
        using SmallDisk disk = SmallDisk.MountOrSkip(1024);
        disk.FillUpTo(0);
        StudyException full = Should.Throw<StudyException>(() => StudyStore.Open(disk.PathOf("study.db")));
        full.Message.ShouldContain("is full");
        full.IsFailure.ShouldBeTrue();
        disk.MakeRoom();
        SqliteFile.Fill(disk.PathOf("study.db"), 3);
    }

    [Fact]
    public void A_disk_that_cannot_be_written_can_be_read()
    {
        using SmallDisk disk = SmallDisk.MountOrSkip(4096);
        string path = SqliteFile.Fill(disk.PathOf("study.db"), 30);
        disk.MakeReadOnly();
        using (StudyStore store = StudyStore.Open(path, StudyAccess.ReadOnly))
        {
            store.Count(new()).ShouldBe(30);
            store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        }

        foreach (StudyAccess access in new[] { StudyAccess.ReadWrite, StudyAccess.ReadWriteExisting })
            Should.Throw<StudyException>(() => StudyStore.Open(path, access)).Message.ShouldContain("cannot be written");
        Should.Throw<StudyException>(() => StudyStore.Open(disk.PathOf("new.db"))).Message.ShouldContain("cannot be opened");
    }

    [Fact]
    public void Changes_that_stand_in_the_log_of_a_disk_that_cannot_be_written_are_not_passed_over()
    {
        using var source = new SqliteFile();
        using SmallDisk disk = SmallDisk.MountOrSkip(4096);
        string path = disk.PathOf("study.db");
        using (SqliteStudyStore store = SqliteStudyStore.Open(source.Path, StudyAccess.ReadWrite))
        {
            store.CreateStudy("a", StoreSample.Definition);
            File.Copy(source.Path, path);
            File.Copy(source.Path + "-wal", path + "-wal");
        }

        disk.MakeReadOnly();
        Should.Throw<StudyException>(() => StudyStore.Open(path, StudyAccess.ReadOnly)).Message.ShouldContain("study.db-wal'");
    }
}
