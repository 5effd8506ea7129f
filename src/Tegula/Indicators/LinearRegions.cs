using Tegula.Architectures;
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
/// One cell with one channel sees crops of 3 x 3 pixels, so it has at most 36 ReLU signs, which fit one machine word; patterns are counted with a hash
/// set. Not safe for two threads at once.
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
    private readonly HashSet<ulong> _patterns = [];
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
    /// <param name="cell">The cell; its output must depend on its input.</param>
    /// <param name="repeat">Which initialisation.</param>
    public int Count(CellComputation cell, int repeat)
    {
        Graph graph = NasBench201Network.BuildThin(cell, CropSampler.Side);
        var plan = ForwardPlan.Compile(graph, CropsPerBatch);
        float[] parameters = WeightInitialization.KaimingNormal(graph, _seed, repeat);
        int bits = graph.Output.Shape.Length;
        if (_signs.Length < bits * CropsPerBatch) _signs = new float[bits * CropsPerBatch];
        Span<float> signs = _signs.AsSpan(0, bits * CropsPerBatch);
        _patterns.Clear();
        foreach (float[] crops in _crops)
        {
            _pass.Run(plan, parameters, crops);
            _pass.ReadOutput(signs);
            for (int sample = 0; sample < CropsPerBatch; sample++)
            {
                ulong pattern = 0;
                for (int bit = 0; bit < bits; bit++) pattern = (pattern << 1) | (signs[(bit * CropsPerBatch) + sample] > 0f ? 1UL : 0UL);
                _patterns.Add(pattern);
            }
        }

        return _patterns.Count;
    }

    /// <inheritdoc/>
    public void Dispose() => _pass.Dispose();
}
