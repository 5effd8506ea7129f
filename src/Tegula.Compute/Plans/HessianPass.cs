using System.Runtime.InteropServices;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;
using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>
/// Exact products of the Hessian of a loss with vectors, in the time of some forward and backward passes: the tangent of every value along a direction of the
/// parameters is carried forward, and then the backward pass is differentiated along it (Pearlmutter 1994). Rectifiers and maximum pools are taken as linear
/// pieces. One pass per thread, reused from network to network.
/// </summary>
public sealed unsafe partial class HessianPass : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly LaneKernels _kernels;
    private HessianPlan _plan = null!;
    private ForwardPass _forward = null!;
    private float[] _direction = [];
    private bool[] _written = [];

    /// <summary>A pass on the widest vectors of this machine.</summary>
    public HessianPass()
        : this(LaneKernels.Best)
    {
    }

    internal HessianPass(LaneKernels kernels) => _kernels = kernels;

    private Graph Graph => _plan.Forward.Graph;

    private int Lanes => _plan.Forward.Lanes;

    private int Batch => _plan.Forward.Batch;

    /// <summary>
    /// The second derivative of the loss with respect to the parameters, times a direction. Batch norms' statistics are functions of the batch where the
    /// forward pass took them from it, and constants where they were given.
    /// </summary>
    /// <param name="plan">What to differentiate.</param>
    /// <param name="forward">The forward pass, which ran the plan's forward plan last.</param>
    /// <param name="direction">One value per parameter, in the graph's order.</param>
    /// <param name="loss">The loss of the output.</param>
    /// <param name="product">Receives the product, one value per parameter.</param>
    /// <exception cref="ArgumentException">The forward pass ran another plan, or a length does not fit.</exception>
    public void Run(HessianPlan plan, ForwardPass forward, ReadOnlySpan<float> direction, OutputCurvature loss, Span<float> product)
    {
        if (forward.Plan != plan.Forward) throw new ArgumentException("the forward pass ran another plan than the Hessian was compiled for");
        int parameters = plan.Forward.Graph.ParameterLength;
        if (direction.Length != parameters || product.Length != parameters)
        {
            throw new ArgumentException(
                $"the graph has {parameters} parameters, a direction of {direction.Length} and a product of {product.Length} were given");
        }

        _plan = plan;
        _forward = forward;
        _memory.EnsureLength(plan.Length);
        NativeMemory.Clear(_memory.Pointer + plan.Zeros, (nuint)plan.Forward.MostChannels * sizeof(float));
        if (_direction.Length < parameters) _direction = GC.AllocateUninitializedArray<float>(parameters, pinned: true);
        direction.CopyTo(_direction);
        if (_written.Length < Graph.Nodes.Length) _written = new bool[Graph.Nodes.Length];
        Array.Clear(_written);
        foreach (Node node in Graph.Nodes.Where(node => plan.Moves(node.Index))) Advance(node);
        Turn(loss);
        fixed (float* target = product)
        {
            for (int i = Graph.Nodes.Length - 1; i >= 0; i--)
            {
                if (plan.Moves(i)) Descend(Graph.Nodes[i], target);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    private float* TangentOf(int node) => _memory.Pointer + _plan.Tangents[node];

    private float* CotangentOf(int node) => _memory.Pointer + _plan.Cotangents[node];

    private float* CotangentTangentOf(int node) => _memory.Pointer + _plan.CotangentTangents[node];

    private float* DirectionOf(Parameter parameter) => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_direction, parameter.Offset);

    private nint LengthOf(Node node) => node.Shape.Channels * _plan.Forward.PlaneOf(node);

    // True when the cotangent and its tangent already hold something; marks them as written.
    private bool Accumulates(int node)
    {
        bool written = _written[node];
        _written[node] = true;
        return written;
    }

    // From the tangent of the output to its cotangent and that one's tangent.
    private void Turn(OutputCurvature loss)
    {
        Node output = Graph.Output;
        int length = output.Shape.Length * Batch;
        float[] values = new float[length];
        float[] tangent = new float[length];
        float[] cotangent = new float[length];
        float[] cotangentTangent = new float[length];
        _forward.ReadOutput(values);
        _plan.Forward.Read(TangentOf(output.Index), output, tangent);
        loss(values, tangent, cotangent, cotangentTangent);
        _plan.Forward.Write(cotangent, output, CotangentOf(output.Index));
        _plan.Forward.Write(cotangentTangent, output, CotangentTangentOf(output.Index));
        _written[output.Index] = true;
    }

    private void Descend(Node node, float* product)
    {
        switch (node.Operation)
        {
            case ConvolutionOperation convolution:
                DescendConvolution(convolution, node, product);
                break;
            case BatchNormOperation norm:
                DescendNorm(norm, node, product);
                break;
            case AddOperation or ConcatOperation:
                DescendCopies(node);
                break;
            case GatherOperation gather:
                DescendGather(gather, node);
                break;
            default:
                DescendSingle(node);
                break;
        }
    }

    private double Total(float* values, Node node)
    {
        float* sums = _memory.Pointer + _plan.Sums;
        _kernels.LaneSums(values, node.Shape.Pixels, Lanes, sums);
        return LaneKernels.Total(sums, Batch);
    }

    private double Total(float* values, float* others, float center, Node node)
    {
        float* sums = _memory.Pointer + _plan.Sums;
        _kernels.LaneProducts(values, others, center, node.Shape.Pixels, Lanes, sums);
        return LaneKernels.Total(sums, Batch);
    }
}
