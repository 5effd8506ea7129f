using System.Collections.Concurrent;
using System.Diagnostics;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>Runs the trainings of an experiment, several at once and each on one thread, so that no result depends on how many.</summary>
internal static class TrainingGrid
{
    /// <summary>Trains networks and tests them after every epoch.</summary>
    /// <param name="request">Data, seed, threads and whom to tell.</param>
    /// <param name="plans">What to train.</param>
    /// <param name="token">Ends it early.</param>
    /// <param name="after">Steps that the experiment takes afterwards, for the progress.</param>
    /// <param name="needsWeights">Whether the results are to hold the trained weights; they have none otherwise.</param>
    /// <returns>One result for each plan, in their order.</returns>
    public static IReadOnlyList<FinishedTraining> Run(
        ExperimentRequest request, IReadOnlyList<PlannedTraining> plans, CancellationToken token, int after = 0, bool needsWeights = false)
    {
        ExperimentData data = request.RequiredData;
        var finished = new FinishedTraining[plans.Count];
        int total = Steps(plans) + after;
        int done = 0;
        using var trainers = new Trainers();
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = token };
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, plans.Count), EnumerablePartitionerOptions.NoBuffering), options, index =>
        {
            PlannedTraining plan = plans[index];
            TrainingSetup? setup = request.Memory is null ? null : plan.Setup(data, request.Seed);
            int seen = 0;
            TrainingResult? result = setup is null ? null : TrainingMemory.Find(request.Memory!, setup, needsWeights, plan.Graph.ParameterLength);
            if (result is null)
            {
                long start = Stopwatch.GetTimestamp();
                result = Train(plan, () =>
                {
                    seen++;
                    request.Progress?.Invoke(Interlocked.Increment(ref done), total);
                });
                if (setup is not null)
                    TrainingMemory.Keep(request.Memory!, setup, result, needsWeights, Stopwatch.GetElapsedTime(start));
            }

            finished[index] = new FinishedTraining(plan, needsWeights ? result : TrainingMemory.WithoutWeights(result));

            // Epochs that are remembered, or that a diverged training does not run, are done, too.
            if (seen < plan.Options.Epochs)
                request.Progress?.Invoke(Interlocked.Add(ref done, plan.Options.Epochs - seen), total);
        });
        return finished;

        TrainingResult Train(PlannedTraining plan, Action onEpoch) => trainers.Use(trainer => trainer.Train(
            plan.Graph,
            WeightInitialization.Draw(plan.Scheme, plan.Graph, request.Seed, plan.Repeat),
            data.Train,
            plan.Seeded(request.Seed),
            data.Test,
            onEpoch: _ => onEpoch(),
            token: token));
    }

    /// <summary>Epochs of all plans: what the progress counts.</summary>
    public static int Steps(IReadOnlyList<PlannedTraining> plans) => plans.Sum(plan => plan.Options.Epochs);

    /// <summary>Trainers that are lent to one thread at a time.</summary>
    private sealed class Trainers : IDisposable
    {
        private readonly ConcurrentBag<Trainer> _all = [];
        private readonly ConcurrentBag<Trainer> _idle = [];

        public T Use<T>(Func<Trainer, T> work)
        {
            if (!_idle.TryTake(out Trainer? trainer))
            {
                trainer = new Trainer();
                _all.Add(trainer);
            }

            T result = work(trainer);
            _idle.Add(trainer);
            return result;
        }

        public void Dispose()
        {
            foreach (Trainer trainer in _all) trainer.Dispose();
        }
    }
}
