using MathNet.Numerics.LinearAlgebra;
using Tegula.Architectures.Graphs;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Kernels.Internals;

namespace Tegula.Kernels;

/// <summary>
/// The NNGP kernel measured instead of derived: inner products of the outputs of wide random ReLU networks, run by the engine in single precision and averaged
/// over networks. It tends to the kernel of <see cref="PropagationRule.Exact"/> as the width grows.
/// </summary>
/// <param name="Mean">N x N, averaged over the networks.</param>
/// <param name="StandardError">N x N: spread over the networks divided by the root of their number.</param>
/// <param name="Options">How it was measured.</param>
public sealed record MonteCarloKernel(double[,] Mean, double[,] StandardError, MonteCarloOptions Options)
{
    // Weights per random stream: small enough to spread one layer over all threads.
    private const int Block = 1 << 16;
    private const int MostWeights = 1 << 29;

    /// <summary>Measures the kernel of a graph.</summary>
    /// <param name="graph">A graph as <see cref="InfiniteWidthNetwork.Of"/> takes it.</param>
    /// <param name="inputKernel">K0, N x N; vectors with exactly these inner products and mean 0 over their entries are made for it.</param>
    /// <param name="options">How to measure; null for the defaults.</param>
    /// <exception cref="GraphException">The graph is of another form.</exception>
    /// <exception cref="KernelException">There are too few networks, too few neurons, or K0 is not positive semidefinite.</exception>
    public static MonteCarloKernel Of(ArchitectureGraph graph, double[,] inputKernel, MonteCarloOptions? options = null)
    {
        DagForm.Require(graph);
        ArgumentNullException.ThrowIfNull(inputKernel);
        options ??= new();
        int samples = inputKernel.GetLength(0);
        if (options.Networks < 2)
            throw new KernelException($"{options.Networks} networks have no spread; a Monte-Carlo average needs at least 2");
        if (options.Width <= samples)
            throw new KernelException($"a width of {options.Width} cannot hold {samples} centred samples; it must be larger than their number");
        double weights = (double)options.Width * options.Width * graph.Edges.Count(edge => edge.Operation.Kind == OperationKind.Linear);
        if (weights > MostWeights)
            throw new KernelException($"networks of width {options.Width} have {weights:g3} weights; at most {MostWeights} fit, take a smaller width");
        Graph network = Network(graph, options.Width);
        ForwardPlan plan = ForwardPlan.Compile(network, samples);
        float[] inputs = Inputs(inputKernel, options.Width);
        var parameters = new float[network.ParameterLength];
        var outputs = new float[options.Width * samples];
        var sums = new double[samples, samples];
        var squares = new double[samples, samples];
        using var pass = new ForwardPass();
        for (int index = 0; index < options.Networks; index++)
        {
            Draw(parameters, options, index);
            pass.Run(plan, parameters, inputs);
            pass.ReadOutput(outputs);
            Accumulate(outputs, options.Width, sums, squares);
        }

        return Summary(sums, squares, options);
    }

    private static Graph Network(ArchitectureGraph graph, int width)
    {
        var builder = new GraphBuilder(new TensorShape(width, 1, 1));
        bool[] live = new bool[graph.Nodes.Length];
        graph.MarkUsed(live);
        var values = new int[graph.Nodes.Length];
        ILookup<int, GraphEdge> incoming = graph.Edges.ToLookup(edge => edge.Target);
        var scale = (float)Math.Sqrt(Activations.Relu.Normalization / width);
        int linear = 0;
        for (int node = 0; node < values.Length; node++)
        {
            if (live[node])
                values[node] = graph.Nodes[node].Role == NodeRole.Input ? builder.Input : builder.Add([.. incoming[node].Select(Edge)]);
        }

        return builder.Build(values[graph.Output]);

        int Edge(GraphEdge edge)
        {
            if (edge.Operation.Kind != OperationKind.Linear)
                return values[edge.Source];
            int mapped = builder.Convolution(values[edge.Source], $"linear{linear++}", width, Extent.Square(1));
            return builder.Scale(builder.Relu(mapped), scale);
        }
    }

    // (entry, sample): rows of the symmetric root of K0 in an orthonormal basis of cosines, each of which has mean 0.
    private static float[] Inputs(double[,] kernel, int width)
    {
        int samples = kernel.GetLength(0);
        var decomposition = Matrix<double>.Build.DenseOfArray(kernel).Evd(Symmetricity.Symmetric);
        double largest = decomposition.EigenValues.Max(value => value.Real);
        double smallest = decomposition.EigenValues.Min(value => value.Real);
        if (!(smallest >= -1e-9 * largest))
            throw new KernelException($"the input kernel has the eigenvalue {smallest:g4}; it must be positive semidefinite");
        Matrix<double> vectors = decomposition.EigenVectors;
        double[] roots = [.. decomposition.EigenValues.Select(value => Math.Sqrt(Math.Max(0, value.Real)))];
        var inputs = new double[width * samples];
        for (int basis = 0; basis < samples; basis++)
        {
            for (int entry = 0; entry < width; entry++)
            {
                long turns = (long)((2 * entry) + 1) * (basis + 1) % (4L * width);
                double value = Math.Sqrt(2.0 / width) * DeterministicMath.Cos(Math.PI * turns / (2.0 * width)) * roots[basis];
                for (int sample = 0; sample < samples; sample++)
                    inputs[(entry * samples) + sample] += value * vectors[sample, basis];
            }
        }

        return [.. inputs.Select(value => (float)value)];
    }

    private static void Draw(float[] parameters, MonteCarloOptions options, int network)
    {
        int blocks = (parameters.Length + Block - 1) / Block;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, block =>
        {
            var stream = new RandomStream(options.Seed, "kernel/monte-carlo", (ulong)network, (ulong)block);
            stream.FillGaussian(parameters.AsSpan(block * Block, Math.Min(Block, parameters.Length - (block * Block))), 1);
        });
    }

    private static void Accumulate(float[] outputs, int width, double[,] sums, double[,] squares)
    {
        int samples = sums.GetLength(0);
        for (int i = 0; i < samples; i++)
        {
            for (int j = i; j < samples; j++)
            {
                double product = 0;
                for (int entry = 0; entry < width; entry++)
                    product = Math.FusedMultiplyAdd(outputs[(entry * samples) + i], outputs[(entry * samples) + j], product);
                sums[i, j] += product;
                squares[i, j] += product * product;
            }
        }
    }

    private static MonteCarloKernel Summary(double[,] sums, double[,] squares, MonteCarloOptions options)
    {
        int samples = sums.GetLength(0);
        int count = options.Networks;
        var mean = new double[samples, samples];
        var error = new double[samples, samples];
        for (int i = 0; i < samples; i++)
        {
            for (int j = i; j < samples; j++)
            {
                mean[i, j] = mean[j, i] = sums[i, j] / count;
                double variance = Math.Max(0, (squares[i, j] / count) - (mean[i, j] * mean[i, j])) * count / (count - 1.0);
                error[i, j] = error[j, i] = Math.Sqrt(variance / count);
            }
        }

        return new(mean, error, options);
    }
}
