using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tegula.Kernels.Internals;

/// <summary>
/// Runs a program for all pairs of samples: tiles of the upper triangle on several threads, mirrored below. A row of a tile passes through all stages in
/// buffers that stay in the first-level cache, so nothing but the results is stored. A pair's arithmetic does not depend on its tile.
/// </summary>
internal sealed class KernelPropagation
{
    private const int Tile = 64;

    private readonly KernelProgram _program;
    private readonly EdgeKernel[] _edges;
    private readonly SampleMoments _moments;
    private readonly double[,] _input;
    private readonly int _samples;
    private readonly double[,] _nngp;
    private readonly double[,]? _ntk;

    private KernelPropagation(KernelProgram program, Activation activation, double[,] input, ReadOnlySpan<double> inputMeans, bool tangent, int threads)
    {
        _program = program;
        _input = input;
        _samples = input.GetLength(0);
        var diagonal = new double[_samples];
        for (int i = 0; i < _samples; i++)
            diagonal[i] = input[i, i];
        _moments = SampleMoments.Of(program, activation, diagonal, inputMeans);
        _edges = [.. Enumerable.Range(0, program.Stages.Length - 1).Select(stage => EdgeKernel.For(activation, _moments.Variances[stage], threads))];
        _nngp = new double[_samples, _samples];
        _ntk = tangent ? new double[_samples, _samples] : null;
    }

    /// <summary>The kernels at the output.</summary>
    /// <param name="program">The program.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="input">K0; only what lies on and right of the diagonal is read.</param>
    /// <param name="inputMeans">Means of the samples; empty for centred samples.</param>
    /// <param name="tangent">Whether the tangent kernel is wanted.</param>
    /// <param name="threads">Most threads to use.</param>
    public static (double[,] Nngp, double[,]? Ntk) Run(
        KernelProgram program, Activation activation, double[,] input, ReadOnlySpan<double> inputMeans, bool tangent, int threads)
    {
        var run = new KernelPropagation(program, activation, input, inputMeans, tangent, threads);
        int tiles = (run._samples + Tile - 1) / Tile;
        (int Row, int Column)[] work = [.. from row in Enumerable.Range(0, tiles) from column in Enumerable.Range(row, tiles - row) select (row, column)];
        Parallel.For(
            0,
            work.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new Buffers(program.Stages.Length, tangent),
            (index, _, buffers) =>
            {
                run.RunTile(work[index].Row * Tile, work[index].Column * Tile, buffers);
                return buffers;
            },
            _ => { });
        return (run._nngp, run._ntk);
    }

    private void RunTile(int firstRow, int firstColumn, Buffers buffers)
    {
        int columns = Math.Min(Tile, _samples - firstColumn);
        int endRow = Math.Min(firstRow + Tile, _samples);
        for (int stage = 0; stage < _program.Stages.Length; stage++)
        {
            _moments.Variances[stage].AsSpan(firstColumn, columns).CopyTo(buffers.Variances[stage]);
            buffers.Variances[stage].AsSpan(columns).Fill(1);
        }

        for (int row = firstRow; row < endRow; row++)
        {
            RunRow(row, firstColumn, columns, buffers);
            int first = Math.Max(firstColumn, row);
            int count = firstColumn + columns - first;
            Store(_nngp, buffers.Kernel.AsSpan(first - firstColumn, count), row, first, _moments.Variances[^1][row]);
            if (_ntk is not null)
                Store(_ntk, buffers.Tangent.AsSpan(first - firstColumn, count), row, first, _moments.Variances[^1][row] + _moments.TangentVariances[^1][row]);
        }

        Mirror(_nngp, firstRow, endRow, firstColumn, firstColumn + columns);
        if (_ntk is not null)
            Mirror(_ntk, firstRow, endRow, firstColumn, firstColumn + columns);
    }

    private void RunRow(int row, int firstColumn, int columns, Buffers buffers)
    {
        Row(_input, row).Slice(firstColumn, columns).CopyTo(buffers.SourceKernels[0]);
        buffers.SourceKernels[0].AsSpan(columns).Clear();
        for (int stage = 0; stage < _program.Stages.Length; stage++)
        {
            Add(_program.Stages[stage], buffers.SourceKernels, buffers.Kernel);
            if (_program.Rule == PropagationRule.Exact)
                AddMeans(stage, row, firstColumn, columns, buffers.Kernel);
            if (_ntk is not null)
                Add(_program.Stages[stage], buffers.SourceTangents, buffers.Tangent);
            if (_ntk is not null)
                Accumulate(buffers.Tangent, 1, buffers.Kernel);
            if (stage == _edges.Length)
                return;
            Span<double> tangents = _ntk is null ? [] : buffers.SourceTangents[stage + 1];
            _edges[stage].Evaluate(_moments.Variances[stage][row], buffers.Variances[stage], buffers.Kernel, buffers.SourceKernels[stage + 1], tangents);
            for (int i = 0; i < tangents.Length; i++)
                tangents[i] *= buffers.Tangent[i];
        }
    }

    private static void Add(KernelStage stage, double[][] sources, double[] target)
    {
        Array.Clear(target);
        foreach (KernelTerm term in stage.Terms)
            Accumulate(target, term.Weight, sources[term.Source]);
    }

    // The mean of atom a times that of atom b, over all pairs of different atoms.
    private void AddMeans(int stage, int row, int firstColumn, int columns, double[] kernel)
    {
        double own = _moments.Means[stage][row];
        for (int i = 0; i < columns; i++)
        {
            int column = firstColumn + i;
            double same = 0;
            foreach (KernelTerm term in _program.Stages[stage].Terms)
            {
                double[] means = _moments.SourceMeans[term.Source];
                same = Math.FusedMultiplyAdd(term.Weight, means[row] * means[column], same);
            }

            kernel[i] += (own * _moments.Means[stage][column]) - same;
        }
    }

    private static void Accumulate(double[] target, double factor, double[] source)
    {
        Vector256<double> factors = Vector256.Create(factor);
        for (int i = 0; i < target.Length; i += Vector256<double>.Count)
            Vector256.FusedMultiplyAdd(factors, Vector256.Create(source, i), Vector256.Create(target, i)).CopyTo(target, i);
    }

    private static void Store(double[,] matrix, ReadOnlySpan<double> values, int row, int first, double diagonal)
    {
        values.CopyTo(Row(matrix, row)[first..]);
        if (first == row)
            matrix[row, row] = diagonal;
    }

    private static void Mirror(double[,] matrix, int firstRow, int endRow, int firstColumn, int endColumn)
    {
        for (int column = firstColumn; column < endColumn; column++)
        {
            int end = Math.Min(endRow, column);
            for (int row = firstRow; row < end; row++)
                matrix[column, row] = matrix[row, column];
        }
    }

    private static Span<double> Row(double[,] matrix, int row) => MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));

    /// <summary>One row of a tile on its way: a multiple of four numbers each.</summary>
    private sealed class Buffers(int stages, bool tangent)
    {
        /// <summary>K_jj by stage.</summary>
        public double[][] Variances { get; } = Rows(stages);

        /// <summary>The kernel of each source.</summary>
        public double[][] SourceKernels { get; } = Rows(stages);

        /// <summary>What each source and the weights in front of it add to the tangent kernel; the input has no weights.</summary>
        public double[][] SourceTangents { get; } = tangent ? Rows(stages) : [];

        /// <summary>K of the current stage.</summary>
        public double[] Kernel { get; } = new double[Tile];

        /// <summary>K + T of the current stage.</summary>
        public double[] Tangent { get; } = new double[Tile];

        private static double[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[Tile])];
    }
}
