using System.Collections.Concurrent;
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
    /// <returns>One result for each plan, in their order.</returns>
    public static IReadOnlyList<FinishedTraining> Run(ExperimentRequest request, IReadOnlyList<PlannedTraining> plans, CancellationToken token, int after = 0)
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
            float[] initial = WeightInitialization.Draw(plan.Scheme, plan.Graph, request.Seed, plan.Repeat);
            TrainingOptions training = plan.Options with { Seed = request.Seed, Repeat = plan.Repeat };
            TrainingResult result = trainers.Use(trainer => trainer.Train(
                plan.Graph,
                initial,
                data.Train,
                training,
                data.Test,
                onEpoch: _ => request.Progress?.Invoke(Interlocked.Increment(ref done), total),
                token: token));
            finished[index] = new FinishedTraining(plan, result);

            // Epochs that a diverged training does not run are done, too.
            if (result.Epochs.Count < training.Epochs)
                request.Progress?.Invoke(Interlocked.Add(ref done, training.Epochs - result.Epochs.Count), total);
        });
        return finished;
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
