using System.Collections.Concurrent;
using Tegula.Compute.Plans;
using Tegula.Datasets;

namespace Tegula.Landscapes.Internals;

/// <summary>The Hessian of the mean loss of some images, as what it makes of vectors.</summary>
internal sealed class HessianOperator : IDisposable
{
    private readonly TrainedNetwork _network;
    private readonly SampleBatches _samples;
    private readonly LandscapeOptions _options;
    private readonly Dictionary<ForwardPlan, HessianPlan> _plans;
    private readonly ConcurrentBag<(ForwardPass Forward, HessianPass Hessian)> _idle = [];
    private readonly float[][] _products;

    /// <summary>Reads the images and compiles the plans.</summary>
    /// <exception cref="ArgumentException">Weights, statistics, images or classes do not fit the network.</exception>
    public HessianOperator(TrainedNetwork network, ImageDataset data, LandscapeOptions options)
    {
        _network = network;
        _options = options;
        _samples = SampleBatches.Read(network, data, options, SampleBatches.HessianBatch, keepsActivations: true);
        _plans = _samples.Batches.Select(batch => batch.Plan).Distinct().ToDictionary(plan => plan, HessianPlan.Compile);
        _products = [.. _samples.Batches.Select(_ => new float[network.Graph.ParameterLength])];
    }

    /// <summary>The product with a vector; batches are added up in their order.</summary>
    public double[] Times(double[] vector, CancellationToken token)
    {
        float[] direction = [.. vector.Select(value => (float)value)];
        Parallel.For(0, _products.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = token }, index =>
        {
            if (!_idle.TryTake(out (ForwardPass Forward, HessianPass Hessian) passes)) passes = (new ForwardPass(), new HessianPass());
            SampleBatch batch = _samples.Batches[index];
            passes.Forward.Run(batch.Plan, _network.Weights.Span, batch.Images, BatchNormMode.GivenStatistics, _network.Statistics);
            OutputCurvature loss = LandscapeLoss.Curvature(_options.Loss, batch.Labels, _samples.Classes);
            passes.Hessian.Run(_plans[batch.Plan], passes.Forward, direction, loss, _products[index]);
            _idle.Add(passes);
        });
        double[] product = new double[vector.Length];
        for (int i = 0; i < _products.Length; i++)
        {
            double share = (double)_samples.Batches[i].Labels.Length / _samples.Count;
            for (int w = 0; w < product.Length; w++) product[w] += share * _products[i][w];
        }

        return product;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((ForwardPass forward, HessianPass hessian) in _idle)
        {
            forward.Dispose();
            hessian.Dispose();
        }
    }
}
