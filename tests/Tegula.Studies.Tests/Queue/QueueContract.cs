using System.Collections.Concurrent;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Tests.Queue;

/// <summary>What every queue does, whatever database it lies in.</summary>
public abstract class QueueContract
{
    private static readonly QueueLimits Long = new() { Lease = TimeSpan.FromHours(1), Heartbeat = TimeSpan.FromMinutes(30) };

    // Over at once, so that what a lease does can be seen without waiting for it.
    private static readonly QueueLimits Short = new() { Lease = TimeSpan.FromMilliseconds(2), Heartbeat = TimeSpan.FromMilliseconds(1), Tries = 2 };

    /// <summary>Opens the store under test once more, as another process would.</summary>
    protected abstract StudyStore Open();

    [Fact]
    public void Eight_workers_take_and_complete_500_tasks_each_exactly_once()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        IReadOnlyList<long> tasks = store.Enqueue([.. Enumerable.Range(0, 500).Select(sample.Task)]);
        var taken = new ConcurrentBag<long>();
        Together.Run(8, number =>
        {
            using StudyStore mine = Open();
            while (mine.Take($"w{number}", 1 + (number % 3), Long) is { Count: > 0 } batch)
            {
                foreach (QueuedTask task in batch)
                {
                    taken.Add(task.Id);
                    mine.Complete(task.Id, sample.Evaluation(task));
                }
            }
        });

        taken.Order().ShouldBe(tasks.Order());
        store.QueueState(sample.Study).ShouldBe((0, 0, 0));
        IReadOnlyList<TaskEnd> ends = store.Ended(tasks);
        ends.Select(end => end.Id).Order().ShouldBe(tasks.Order());
        ends.ShouldAllBe(end => end.Error == null);
        ends.Select(end => end.Evaluation!.Computation).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 500).Select(number => sample.Task(number).Computation).Order(StringComparer.Ordinal));
        store.Count(new()).ShouldBe(500);
    }

    [Fact]
    public void The_oldest_tasks_come_first_and_bring_all_that_was_asked()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        IReadOnlyList<long> tasks = store.Enqueue([.. Enumerable.Range(0, 7).Select(sample.Task)]);
        store.Take("a", 2, Long).Select(task => task.Id).ShouldBe(tasks.Take(2));
        store.Take("b", 3, Long).Select(task => task.Id).ShouldBe(tasks.Skip(2).Take(3));
        IReadOnlyList<QueuedTask> last = store.Take("a", 9, Long);
        last.Select(task => task.Id).ShouldBe(tasks.Skip(5));
        NewTask asked = sample.Task(6);
        (last[1] with { Indicators = asked.Indicators }).ShouldBe(
            new QueuedTask(tasks[6], asked.Study, asked.Context, asked.Computation, asked.Architecture, asked.Indicators, 1));
        last[1].Indicators.ShouldBe(asked.Indicators);
        store.Take("c", 1, Long).ShouldBeEmpty();
    }

    [Fact]
    public void What_waits_or_is_being_made_is_not_queued_twice_and_what_has_ended_may_be_asked_again()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        long number = store.Enqueue([sample.Task(1)])[0];
        IReadOnlyList<long> numbers = store.Enqueue([sample.Task(2), sample.Task(1), sample.Task(2)]);
        numbers[1].ShouldBe(number);
        numbers[2].ShouldBe(numbers[0]);
        QueuedTask held = store.Take("a", 1, Long).Single();
        held.Id.ShouldBe(number);
        store.Enqueue([sample.Task(1)]).ShouldBe([number]);
        store.Complete(held.Id, sample.Evaluation(held));
        store.Enqueue([sample.Task(1)])[0].ShouldBeGreaterThan(number);
        store.QueueState(sample.Study).ShouldBe((2, 0, 0));
    }

    [Fact]
    public void A_silent_workers_task_returns_and_whoever_completes_it_first_wins()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        long number = store.Enqueue([sample.Task(1)])[0];
        QueuedTask first = store.Take("silent", 1, Short).Single();
        Thread.Sleep(20);
        QueuedTask second = store.Take("other", 1, Short).Single();
        store.Heartbeat(QueueSample.Worker("other"), Long);
        (second.Id, second.Tries).ShouldBe((number, 2));
        store.Take("silent", 1, Long).ShouldBeEmpty();

        StoredEvaluation kept = store.Complete(first.Id, sample.Evaluation(first) with { Seconds = 11 });
        store.Complete(second.Id, sample.Evaluation(second) with { Seconds = 22 }).ShouldBeSame(kept);
        store.Ended([number]).Single().Evaluation.ShouldBeSame(kept);
        kept.Seconds.ShouldBe(11);
        store.Count(new()).ShouldBe(1);
    }

    [Fact]
    public void A_heartbeat_keeps_the_tasks_of_a_worker()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        store.Enqueue([sample.Task(1), sample.Task(2)]);
        store.Take("alive", 2, Short).Count.ShouldBe(2);
        store.Heartbeat(QueueSample.Worker("alive"), Long);
        Thread.Sleep(20);
        store.Take("other", 2, Long).ShouldBeEmpty();
        store.QueueState(sample.Study).ShouldBe((0, 2, 0));
    }

    [Fact]
    public void A_task_whose_workers_fell_silent_too_often_fails_with_the_reason_and_the_next_is_given_instead()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        long number = store.Enqueue([sample.Task(1)])[0];
        store.Heartbeat(QueueSample.Worker("w2") with { Machine = "node7" }, Short);
        foreach (string worker in new[] { "w1", "w2" })
        {
            store.Take(worker, 1, Short).Single().Id.ShouldBe(number);
            Thread.Sleep(20);
        }

        store.Ended([number]).ShouldBeEmpty();
        long next = store.Enqueue([sample.Task(2)])[0];
        store.Take("w3", 1, Short).Single().Id.ShouldBe(next);
        store.Ended([number]).Single().ShouldBe(new TaskEnd(number, null, "worker w2 on node7 was silent for 0.002 s, 2 tries"));
        store.QueueState(sample.Study).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void A_late_evaluation_of_a_failed_task_is_better_than_none()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        long number = store.Enqueue([sample.Task(1)])[0];
        QueuedTask task = store.Take("slow", 1, Short with { Tries = 1 }).Single();
        Thread.Sleep(20);
        store.Take("other", 1, Short with { Tries = 1 }).ShouldBeEmpty();
        store.Ended([number]).Single().Error.ShouldBe("worker slow was silent for 0.002 s, 1 try");
        StoredEvaluation kept = store.Complete(task.Id, sample.Evaluation(task));
        store.Ended([number]).Single().Error.ShouldBeNull();
        store.Ended([number]).Single().Evaluation.ShouldBeSame(kept);
    }

    [Fact]
    public void Released_tasks_are_as_if_never_taken()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        IReadOnlyList<long> tasks = store.Enqueue([sample.Task(1), sample.Task(2)]);
        store.Take("a", 2, Long);
        store.Release("b");
        store.QueueState(sample.Study).ShouldBe((0, 2, 0));
        store.Release("a");
        store.QueueState(sample.Study).ShouldBe((2, 0, 0));
        store.Take("a", 2, Long).Select(task => (task.Id, task.Tries)).ShouldBe(tasks.Select(id => (id, 1)));
    }

    [Fact]
    public void A_failed_try_goes_to_another_worker_first_and_ends_the_task_when_tries_are_used_up()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        long number = store.Enqueue([sample.Task(1)])[0];
        QueueLimits limits = Long with { Tries = 3 };
        store.Fail("a", store.Take("a", 1, limits).Single(), "no data on node1", limits);
        store.Take("a", 1, limits).ShouldBeEmpty();
        QueuedTask second = store.Take("b", 1, limits).Single();
        second.Tries.ShouldBe(2);

        // Only one that waits a heartbeat gets its own failure again.
        store.Fail("b", second, "out of memory", limits with { Heartbeat = TimeSpan.FromMilliseconds(1) });
        Thread.Sleep(20);
        QueuedTask third = store.Take("b", 1, limits).Single();
        store.Ended([number]).ShouldBeEmpty();
        store.Fail("b", third, "out of memory again", limits);
        store.Ended([number]).ShouldBe([new TaskEnd(number, null, "out of memory again; 3 tries")]);
        store.QueueState(sample.Study).ShouldBe((0, 0, 1));
        store.Take("c", 1, limits).ShouldBeEmpty();
    }

    [Fact]
    public void The_failure_of_a_worker_that_lost_its_task_changes_nothing()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        store.Enqueue([sample.Task(1)]);
        QueuedTask lost = store.Take("a", 1, Short).Single();
        Thread.Sleep(20);
        QueuedTask held = store.Take("b", 1, Short).Single();
        store.Heartbeat(QueueSample.Worker("b"), Long);
        store.Fail("a", lost, "too late", Long);
        store.Fail("b", held with { Tries = 1 }, "an answer that was repeated", Long);
        store.QueueState(sample.Study).ShouldBe((0, 1, 0));
        store.Take("c", 1, Long).ShouldBeEmpty();
    }

    [Fact]
    public void Withdrawing_leaves_only_what_is_being_made()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        QueueSample other = QueueSample.In(store, "other");
        IReadOnlyList<long> tasks = store.Enqueue([.. Enumerable.Range(0, 4).Select(sample.Task)]);
        long foreign = store.Enqueue([other.Task(9)])[0];
        IReadOnlyList<QueuedTask> taken = store.Take("a", 2, Long);
        store.Complete(taken[0].Id, sample.Evaluation(taken[0]));
        store.Withdraw(sample.Study);
        store.QueueState(sample.Study).ShouldBe((0, 1, 0));
        store.Ended(tasks).ShouldBeEmpty();
        store.Count(new()).ShouldBe(1);
        store.Complete(taken[1].Id, sample.Evaluation(taken[1]));
        store.Ended(tasks).Single().Id.ShouldBe(taken[1].Id);
        store.Take("a", 9, Long).Single().Id.ShouldBe(foreign);
    }

    [Fact]
    public void Tasks_whose_answer_was_lost_on_its_way_are_given_to_the_same_worker_again()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        IReadOnlyList<long> tasks = store.Enqueue([.. Enumerable.Range(0, 4).Select(sample.Task)]);

        // What another connection took for this worker is what this one never heard of.
        using (StudyStore lost = Open())
            lost.Take("a", 2, Long).Count.ShouldBe(2);
        store.Take("b", 1, Long).Single().Id.ShouldBe(tasks[2]);
        store.Take("a", 4, Long).Select(task => (task.Id, task.Tries)).ShouldBe([(tasks[0], 1), (tasks[1], 1), (tasks[3], 1)]);
        store.Take("a", 4, Long).ShouldBeEmpty();
    }

    [Fact]
    public void Workers_are_listed_while_they_give_signs_of_life()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        store.Enqueue([sample.Task(1), sample.Task(2), sample.Task(3)]);
        WorkerInfo worker = QueueSample.Worker("a") with { Machine = "node1", SlurmJob = "12_3", Threads = 8 };
        store.Heartbeat(worker, Long);
        store.Take("a", 2, Long);
        store.Heartbeat(worker with { Finished = 5 }, Long);
        WorkerInfo seen = store.Workers(TimeSpan.FromHours(1)).Single();
        seen.ShouldBe(worker with { Finished = 5, Held = 2, LastSeen = seen.LastSeen });
        Thread.Sleep(20);
        store.Workers(TimeSpan.FromMilliseconds(1)).ShouldBeEmpty();
    }

    [Fact]
    public void Two_studies_that_ask_for_the_same_share_its_evaluation()
    {
        using StudyStore store = Open();
        QueueSample one = QueueSample.In(store);
        QueueSample two = QueueSample.In(store, "two");
        long[] tasks = [store.Enqueue([one.Task(1)])[0], store.Enqueue([two.Task(1)])[0]];
        tasks[1].ShouldNotBe(tasks[0]);
        foreach (QueuedTask task in store.Take("a", 2, Long))
            store.Complete(task.Id, one.Evaluation(task));
        store.Ended(tasks).Select(end => end.Evaluation!.Id).Distinct().Count().ShouldBe(1);
        store.Count(new()).ShouldBe(1);
    }

    [Fact]
    public void More_tasks_than_one_statement_can_name_are_asked_for_together()
    {
        using StudyStore store = Open();
        QueueSample sample = QueueSample.In(store);
        IReadOnlyList<long> tasks = store.Enqueue([.. Enumerable.Range(0, 77).Select(sample.Task)]);
        foreach (QueuedTask task in store.Take("a", 70, Long))
            store.Complete(task.Id, sample.Evaluation(task));
        store.Ended(tasks).Select(end => end.Id).Order().ShouldBe(tasks.Take(70));
        store.Ended([]).ShouldBeEmpty();
    }
}
