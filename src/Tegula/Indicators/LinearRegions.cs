using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Indicators;

/// <summary>
/// Expressivity: the number of distinct activation patterns of a thin network's ReLUs over random crops; from 1 to the number of crops, higher is
/// better (TEG, 003_fe8fa0e5c804e1de.txt Eq. 5-6).
/// </summary>
/// <remarks>
/// The signs of a crop are packed into machine words and counted with a hash set: one cell of NAS-Bench-201 has at most 36 signs on a crop of 3 x 3
/// pixels, the two cells of a DARTS genotype some hundred. Not safe for two threads at once.
/// </remarks>
public sealed class LinearRegions : IDisposable
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "regions";

    /// <summary>Crops in one batch, over which the batch norms take their statistics.</summary>
    public const int CropsPerBatch = 1000;

    /// <summary>Batches of crops.</summary>
    public const int Batches = 3;

    private readonly float[][] _crops;
    private readonly ulong _seed;
    private readonly ForwardPass _pass = new();
    private readonly ActivationPatterns _patterns = new(Batches * CropsPerBatch);
    private float[] _signs = [];

    /// <summary>Counts on crops drawn from a data set.</summary>
    public LinearRegions(IReadOnlyList<float[]> crops, ulong seed)
    {
        _crops = [.. crops];
        _seed = seed;
    }

    /// <summary>The crops of a data set, as a function of the seed.</summary>
    /// <exception cref="DatasetException">The images are smaller than a crop.</exception>
    public static IReadOnlyList<float[]> DrawCrops(ImageDataset data, ulong seed) =>
        [.. Enumerable.Range(0, Batches).Select(batch => CropSampler.Draw(data, CropsPerBatch, seed, batch))];

    /// <summary>Distinct patterns for one random initialisation.</summary>
    /// <param name="thin">A thin network on crops; its output joins what every ReLU sees.</param>
    /// <param name="repeat">Which initialisation.</param>
    public int Count(Graph thin, int repeat)
    {
        var plan = ForwardPlan.Compile(thin, CropsPerBatch);
        float[] parameters = WeightInitialization.KaimingNormal(thin, _seed, repeat);
        int bits = thin.Output.Shape.Length;
        if (_signs.Length < bits * CropsPerBatch) _signs = new float[bits * CropsPerBatch];
        Span<float> signs = _signs.AsSpan(0, bits * CropsPerBatch);
        _patterns.Start(bits);
        foreach (float[] crops in _crops)
        {
            _pass.Run(plan, parameters, crops);
            _pass.ReadOutput(signs);
            for (int sample = 0; sample < CropsPerBatch; sample++) _patterns.Add(signs, sample, CropsPerBatch);
        }

        return _patterns.Distinct;
    }

    /// <inheritdoc/>
    public void Dispose() => _pass.Dispose();
}
