using Tegula.Architectures.Graphs;
using Tegula.Kernels.Internals;

namespace Tegula.Kernels;

/// <summary>
/// A DAG of skip connections and linear edges whose width goes to infinity; its kernels have closed forms or quadratures. Immutable.
/// </summary>
/// <remarks>
/// A linear edge maps X to sqrt(c_sigma/m) sigma(W X), W standard normal, m the width; nodes add. Source: 000_47980149b45a68e2.txt, Sec. 3.1-3.3,
/// Eq. 2, 4 and 6-11. NTK: with T = 0 at the input, an edge behind a node of kernel K adds f'(K) (K + T) to the T of its target, a skip connection its own
/// T, and the tangent kernel is K + T at the output.
/// </remarks>
public sealed class InfiniteWidthNetwork
{
    private const double Excess = 1e-9;

    private readonly KernelProgram _program;

    private InfiniteWidthNetwork(KernelProgram program, Activation activation)
    {
        _program = program;
        Activation = activation;
    }

    /// <summary>The nonlinearity of every linear edge.</summary>
    public Activation Activation { get; }

    /// <summary>What becomes of the kernel where edges meet.</summary>
    public PropagationRule Rule => _program.Rule;

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">Connected, one input, nodes that add, edges that skip or map linearly.</param>
    /// <param name="activation">The nonlinearity of every linear edge.</param>
    /// <param name="rule">What becomes of the kernel where edges meet.</param>
    /// <exception cref="GraphException">The graph is something else.</exception>
    /// <exception cref="KernelException">There are so many paths that doubles cannot hold the kernel.</exception>
    public static InfiniteWidthNetwork Of(ArchitectureGraph graph, Activation activation, PropagationRule rule = PropagationRule.Variance)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return new(KernelProgram.Of(graph, rule), activation);
    }

    /// <summary>The kernels from that of the inputs; O(N^2) times the edges.</summary>
    /// <param name="inputKernel">K0: inner products of N samples, N at least 1; see <see cref="InputKernel"/>.</param>
    /// <param name="options">How to compute; null for the defaults.</param>
    /// <remarks>
    /// ReLU and its relatives cost the same for all inputs. Any other activation is fast while all samples have the same length; with unequal lengths each pair
    /// and edge takes a quadrature of some milliseconds.
    /// </remarks>
    /// <exception cref="KernelException">
    /// K0 is no kernel (not square, not symmetric, a diagonal that is not positive, a correlation outside [-1, 1]), or the activation cannot be resolved.
    /// </exception>
    public LimitKernels Kernels(double[,] inputKernel, LimitKernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputKernel);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        Require(inputKernel);
        if (options.InputMeans is { } means && means.Count != inputKernel.GetLength(0))
            throw new KernelException($"there are {means.Count} input means for {inputKernel.GetLength(0)} samples; give one for each, or none at all");
        (double[,] nngp, double[,]? ntk) = KernelPropagation.Run(
            _program, Activation, inputKernel, [.. options.InputMeans ?? []], options.WithNtk, options.Threads);
        return new(nngp, ntk);
    }

    private static void Require(double[,] kernel)
    {
        int n = kernel.GetLength(0);
        if (n == 0 || n != kernel.GetLength(1))
            throw new KernelException($"the input kernel is {n} x {kernel.GetLength(1)}; it must be N x N with N at least 1");
        for (int i = 0; i < n; i++)
        {
            if (!(kernel[i, i] > 0 && double.IsFinite(kernel[i, i])))
                throw new KernelException($"the input kernel has {kernel[i, i]} on its diagonal at {i}; it must be positive and finite");
        }

        // In tiles, so that the transposed reads stay in the cache.
        const int Tile = 32;
        for (int firstRow = 0; firstRow < n; firstRow += Tile)
        {
            for (int firstColumn = firstRow; firstColumn < n; firstColumn += Tile)
                RequireTile(kernel, firstRow, firstColumn, Tile);
        }
    }

    private static void RequireTile(double[,] kernel, int firstRow, int firstColumn, int size)
    {
        int n = kernel.GetLength(0);
        for (int i = firstRow; i < Math.Min(firstRow + size, n); i++)
        {
            for (int j = Math.Max(i, firstColumn); j < Math.Min(firstColumn + size, n); j++)
            {
                double value = kernel[i, j];
                if (value != kernel[j, i])
                    throw new KernelException($"the input kernel is not symmetric: {value} at ({i}, {j}), {kernel[j, i]} at ({j}, {i})");
                if (!(value * value <= kernel[i, i] * kernel[j, j] * (1 + Excess)))
                    throw new KernelException($"the input kernel has {value} at ({i}, {j}), which is no correlation; one lies in [-1, 1]");
            }
        }
    }
}
