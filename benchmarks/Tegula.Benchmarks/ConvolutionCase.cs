using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Simd;

namespace Tegula.Benchmarks;

/// <summary>A 3 x 3 convolution of stride 1 and padding 1 with as many output as input channels, on the engine's kernels: weight packing included.</summary>
internal sealed unsafe class ConvolutionCase : IDisposable
{
    private const int Taps = 9;

    private readonly LaneKernels _kernels = LaneKernels.Best;
    private readonly AlignedMemory _memory = new();
    private readonly WindowGeometry _geometry;
    private readonly int _channels;
    private readonly int _lanes;
    private readonly nint _plane;
    private readonly float* _source;
    private readonly float* _output;
    private readonly float* _cotangent;
    private readonly float* _weights;
    private readonly float* _packed;
    private readonly float* _gradient;
    private readonly float* _zeros;

    public ConvolutionCase(int channels, int size, int batch)
    {
        _channels = channels;
        _lanes = LaneKernels.LanesFor(batch);
        _geometry = new WindowGeometry(Extent.Square(size), Extent.Square(3), Extent.Square(1), Extent.Square(1), Extent.Square(1));
        _plane = ((nint)size * size * _lanes) + LaneKernels.LaneMultiple;
        nint tensor = channels * _plane;
        nint weights = (nint)channels * channels * Taps;
        nint gradient = weights * LaneKernels.LaneMultiple;
        nint line = LaneKernels.LaneMultiple * (nint)channels;
        _memory.EnsureLength((3 * tensor) + (2 * weights) + gradient + (2 * line));
        _source = _memory.Pointer;
        _output = _source + tensor;
        _cotangent = _output + tensor;
        _gradient = _cotangent + tensor;
        _weights = _gradient + gradient;
        _packed = _weights + weights;
        _zeros = _packed + weights;
        var random = new RandomStream(1, "benchmark");
        random.FillGaussian(new Span<float>(_source, (int)tensor), 1f);
        random.FillGaussian(new Span<float>(_cotangent, (int)tensor), 1f);
        random.FillGaussian(new Span<float>(_weights, (int)weights), 1f);
        FlopsForward = 2.0 * Taps * batch * channels * channels * size * size;
    }

    /// <summary>Operations of a forward pass, every tap counted, those on the padding too; a backward pass has twice as many.</summary>
    public double FlopsForward { get; }

    public void Forward()
    {
        WeightPacking.Forward(_weights, _packed, 1, _channels, _channels, Taps);
        Convolve(TapTable.Forward(_geometry, _lanes), _source, _output);
    }

    /// <summary>Gradients of the input and of the weights, summed over the batch.</summary>
    public void Backward()
    {
        WeightPacking.Backward(_weights, _packed, 1, _channels, _channels, Taps);
        Convolve(TapTable.Backward(_geometry, _lanes), _cotangent, _output);
        new Span<float>(_gradient, _channels * _channels * Taps * LaneKernels.LaneMultiple).Clear();
        _kernels.WeightGradient(new WeightGradientTask
        {
            Source = _source,
            SourcePlane = _plane,
            Cotangent = _cotangent,
            CotangentPlane = _plane,
            Target = _gradient,
            TargetLanes = LaneKernels.LaneMultiple,
            Geometry = _geometry,
            Taps = Taps,
            Groups = 1,
            InputChannels = _channels,
            OutputChannels = _channels,
            Lanes = _lanes,
        });
    }

    public void Dispose() => _memory.Dispose();

    private void Convolve(TapTable taps, float* source, float* target) => _kernels.Convolve(new ConvolutionTask
    {
        Source = source,
        SourcePlane = _plane,
        Target = target,
        TargetPlane = _plane,
        Weights = _packed,
        Start = _zeros,
        TapStart = TapTable.Address(taps.Start),
        TapSource = TapTable.Address(taps.Source),
        Tap = TapTable.Address(taps.Tap),
        Targets = taps.Targets,
        Taps = Taps,
        Groups = 1,
        SourceChannels = _channels,
        TargetChannels = _channels,
        Lanes = _lanes,
    });
}
