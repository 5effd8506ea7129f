using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

internal abstract unsafe partial class LaneKernels
{
    /// <summary>
    /// weights[element, o, s] = sum over tiles and lanes of turned cotangent[element, o] times turned source[element, s]; the output of the task is read.
    /// </summary>
    /// <param name="task">The correlation whose weights' gradient is wanted.</param>
    /// <param name="lanes">Room for (column, o, s, 16 lanes) floats.</param>
    public abstract void WinogradWeightGradient(in WinogradTask task, float* lanes);

    /// <summary>output (+)= correlation of the source with turned weights; see <see cref="WinogradTask"/>.</summary>
    public abstract void WinogradCorrelate(in WinogradTask task);

    /// <summary>
    /// totals[i] = sum of lanes[i, n] over the 16 lanes n, halves added to each other until one is left: lane 0 to 8, then to 4, 2 and 1, and so on. Every
    /// machine adds so, whatever its vectors.
    /// </summary>
    public static void FoldLanes(float* lanes, nint count, float* totals)
    {
        for (nint i = 0; i < count; i++, lanes += LaneMultiple)
        {
            Vector128<float> eights = Vector128.Load(lanes) + Vector128.Load(lanes + 8);
            Vector128<float> others = Vector128.Load(lanes + 4) + Vector128.Load(lanes + 12);
            Vector128<float> fours = eights + others;
            Vector128<float> twos = fours + Vector128.Shuffle(fours, Vector128.Create(2, 3, 0, 1));
            totals[i] = twos[0] + twos[1];
        }
    }
}

// Tiles are turned lane by lane into (element, channel, tile, lane), where an element's products are those of matrices.
internal sealed unsafe partial class LaneKernels<V, L>
{
    public override void WinogradWeightGradient(in WinogradTask task, float* lanes)
    {
        int tiles = Winograd.TilesAlong(task.OutputSize.Y) * Winograd.TilesAlong(task.OutputSize.X);
        int most = Winograd.WeightTiles(task.Lanes);
        nint plane = Winograd.PlaneOf(most, task.Lanes);
        nint sourceStep = task.SourceChannels * plane;
        nint cotangentStep = task.OutputChannels * plane;
        float* sources = task.Scratch;
        float* cotangents = sources + (Winograd.Side * sourceStep);
        float* zeros = cotangents + (Winograd.Side * cotangentStep);
        NativeMemory.Clear(zeros, (nuint)task.Lanes * sizeof(float));
        nint pairs = (nint)task.OutputChannels * task.SourceChannels;

        // A column's sums are done with at once where all tiles are turned together, and then all columns take the same place.
        nint lanesStep = tiles > most ? pairs * LaneMultiple : 0;
        for (int row = 0; row < Winograd.Side; row++)
        {
            for (int first = 0; first < tiles; first += most)
            {
                int count = Math.Min(most, tiles - first);
                for (int s = 0; s < task.SourceChannels; s++) TurnSources(task, s, row, first, count, zeros, sources + (s * plane), sourceStep);
                for (int o = 0; o < task.OutputChannels; o++) TurnCotangents(task, o, row, first, count, zeros, cotangents + (o * plane), cotangentStep);
                for (int x = 0; x < Winograd.Side; x++)
                {
                    float* columnLanes = lanes + (x * lanesStep);
                    if (first == 0) NativeMemory.Clear(columnLanes, (nuint)(pairs * LaneMultiple) * sizeof(float));
                    SumProducts(task, sources + (x * sourceStep), cotangents + (x * cotangentStep), plane, count, columnLanes);
                    if (first + count == tiles) FoldLanes(columnLanes, pairs, task.Weights + (((row * Winograd.Side) + x) * pairs));
                }
            }
        }
    }

    public override void WinogradCorrelate(in WinogradTask task)
    {
        int tiles = Winograd.TilesAlong(task.OutputSize.Y) * Winograd.TilesAlong(task.OutputSize.X);
        int most = Winograd.InputTiles(task.SourceChannels + task.OutputChannels, task.Lanes);
        nint plane = Winograd.PlaneOf(most, task.Lanes);
        nint sourceStep = task.SourceChannels * plane;
        nint outputStep = task.OutputChannels * plane;
        float* sources = task.Scratch;
        float* outputs = sources + (Winograd.Elements * sourceStep);
        float* zeros = outputs + (Winograd.Elements * outputStep);
        NativeMemory.Clear(zeros, (nuint)task.Lanes * sizeof(float));
        for (int first = 0; first < tiles; first += most)
        {
            int count = Math.Min(most, tiles - first);
            for (int s = 0; s < task.SourceChannels; s++)
            {
                for (int row = 0; row < Winograd.Side; row++)
                    TurnSources(task, s, row, first, count, zeros, sources + (s * plane) + (row * Winograd.Side * sourceStep), sourceStep);
            }

            for (int e = 0; e < Winograd.Elements; e++)
            {
                Multiply(new ProductTask
                {
                    Left = task.Weights + ((nint)e * task.OutputChannels * task.SourceChannels),
                    LeftRow = task.SourceChannels,
                    LeftStep = 1,
                    Right = sources + (e * sourceStep),
                    RightRow = plane,
                    Target = outputs + (e * outputStep),
                    TargetRow = plane,
                    Rows = task.OutputChannels,
                    Inner = task.SourceChannels,
                    Columns = (nint)count * task.Lanes,
                });
            }

            for (int o = 0; o < task.OutputChannels; o++) TurnBack(task, o, first, count, outputs + (o * plane), outputStep);
        }
    }

    // One row of elements of some tiles of one source channel: two rows are added or subtracted, then columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnSources(in WinogradTask task, int channel, int row, int first, int count, float* zeros, float* to, nint step)
    {
        (int upper, int lower) = row switch { 0 => (0, 2), 1 => (1, 2), 2 => (2, 1), _ => (3, 1) };
        V sign = L.Broadcast(row == 1 ? 1f : -1f);
        float* source = task.Source + (channel * task.SourcePlane);
        int across = Winograd.TilesAlong(task.OutputSize.X);
        for (int tile = first; tile < first + count; tile++, to += task.Lanes)
        {
            int y = (tile / across * Winograd.Step) - task.Padding.Y;
            int x = (tile % across * Winograd.Step) - task.Padding.X;
            float* a0 = PositionOf(source, y + upper, x, task.SourceSize, task.Lanes, zeros);
            float* a1 = PositionOf(source, y + upper, x + 1, task.SourceSize, task.Lanes, zeros);
            float* a2 = PositionOf(source, y + upper, x + 2, task.SourceSize, task.Lanes, zeros);
            float* a3 = PositionOf(source, y + upper, x + 3, task.SourceSize, task.Lanes, zeros);
            float* b0 = PositionOf(source, y + lower, x, task.SourceSize, task.Lanes, zeros);
            float* b1 = PositionOf(source, y + lower, x + 1, task.SourceSize, task.Lanes, zeros);
            float* b2 = PositionOf(source, y + lower, x + 2, task.SourceSize, task.Lanes, zeros);
            float* b3 = PositionOf(source, y + lower, x + 3, task.SourceSize, task.Lanes, zeros);
            float* target = to;
            for (nint n = 0; n < task.Lanes; n += L.Count, target += L.Count)
            {
                V d0 = L.FusedMultiplyAdd(sign, L.Load(b0 + n), L.Load(a0 + n));
                V d1 = L.FusedMultiplyAdd(sign, L.Load(b1 + n), L.Load(a1 + n));
                V d2 = L.FusedMultiplyAdd(sign, L.Load(b2 + n), L.Load(a2 + n));
                V d3 = L.FusedMultiplyAdd(sign, L.Load(b3 + n), L.Load(a3 + n));
                L.Store(target, L.Subtract(d0, d2));
                L.Store(target + step, L.Add(d1, d2));
                L.Store(target + (2 * step), L.Subtract(d2, d1));
                L.Store(target + (3 * step), L.Subtract(d3, d1));
            }
        }
    }

    // One row of elements of some tiles of one channel of the cotangent, without the halves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnCotangents(in WinogradTask task, int channel, int row, int first, int count, float* zeros, float* to, nint step)
    {
        V sign = L.Broadcast(row switch { 1 => 1f, 2 => -1f, _ => 0f });
        float* cotangent = task.Output + (channel * task.OutputPlane);
        int across = Winograd.TilesAlong(task.OutputSize.X);
        for (int tile = first; tile < first + count; tile++, to += task.Lanes)
        {
            int y = tile / across * Winograd.Step;
            int x = tile % across * Winograd.Step;
            int upper = row == 3 ? y + 1 : y;
            int lower = row is 1 or 2 ? y + 1 : -1;
            float* a0 = PositionOf(cotangent, upper, x, task.OutputSize, task.Lanes, zeros);
            float* a1 = PositionOf(cotangent, upper, x + 1, task.OutputSize, task.Lanes, zeros);
            float* b0 = PositionOf(cotangent, lower, x, task.OutputSize, task.Lanes, zeros);
            float* b1 = PositionOf(cotangent, lower, x + 1, task.OutputSize, task.Lanes, zeros);
            float* target = to;
            for (nint n = 0; n < task.Lanes; n += L.Count, target += L.Count)
            {
                V g0 = L.FusedMultiplyAdd(sign, L.Load(b0 + n), L.Load(a0 + n));
                V g1 = L.FusedMultiplyAdd(sign, L.Load(b1 + n), L.Load(a1 + n));
                L.Store(target, g0);
                L.Store(target + step, L.Add(g0, g1));
                L.Store(target + (2 * step), L.Subtract(g0, g1));
                L.Store(target + (3 * step), g1);
            }
        }
    }

    private static void SumProducts(in WinogradTask task, float* sources, float* cotangents, nint plane, int tiles, float* sums)
    {
        var product = new WeightGradientTask
        {
            SourcePlane = plane,
            CotangentPlane = plane,
            TargetLanes = LaneMultiple,
            Taps = 1,
            InputChannels = task.SourceChannels,
        };
        var block = new TapBlock { Rows = 1, Columns = tiles * (task.Lanes / LaneMultiple), SourceColumn = LaneMultiple, CotangentColumn = LaneMultiple };
        for (int o = 0; o < task.OutputChannels;)
        {
            int outputs = OutputsOf(task.OutputChannels - o);
            for (int s = 0; s < task.SourceChannels;)
            {
                int inputs = InputsOf(task.SourceChannels - s);
                float* target = sums + ((((nint)o * task.SourceChannels) + s) * LaneMultiple);
                for (int n = 0; n < LaneMultiple; n += L.Count)
                {
                    block.Source = sources + (s * plane) + n;
                    block.Cotangent = cotangents + (o * plane) + n;
                    Correlate(product, block, outputs, inputs, target + n);
                }

                s += inputs;
            }

            o += outputs;
        }
    }

    // The positions of some tiles of one output channel, from all their elements.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnBack(in WinogradTask task, int channel, int first, int count, float* from, nint step)
    {
        int across = Winograd.TilesAlong(task.OutputSize.X);
        nint row = (nint)task.OutputSize.X * task.Lanes;
        for (int tile = first; tile < first + count; tile++, from += task.Lanes)
        {
            int y = tile / across * Winograd.Step;
            int x = tile % across * Winograd.Step;
            bool hasRow = y + 1 < task.OutputSize.Y;
            bool hasColumn = x + 1 < task.OutputSize.X;
            float* target = task.Output + (channel * task.OutputPlane) + ((((nint)y * task.OutputSize.X) + x) * task.Lanes);
            for (int n = 0; n < task.Lanes; n += L.Count, target += L.Count)
            {
                TurnColumn(from + n, step, out V upper0, out V lower0);
                TurnColumn(from + n + step, step, out V upper1, out V lower1);
                TurnColumn(from + n + (2 * step), step, out V upper2, out V lower2);
                TurnColumn(from + n + (3 * step), step, out V upper3, out V lower3);
                Put(target, L.Add(L.Add(upper0, upper1), upper2), task.Accumulate);
                if (hasColumn) Put(target + task.Lanes, L.Add(L.Subtract(upper1, upper2), upper3), task.Accumulate);
                if (!hasRow) continue;
                Put(target + row, L.Add(L.Add(lower0, lower1), lower2), task.Accumulate);
                if (hasColumn) Put(target + row + task.Lanes, L.Add(L.Subtract(lower1, lower2), lower3), task.Accumulate);
            }
        }
    }

    // One column of elements to its two positions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnColumn(float* element, nint step, out V upper, out V lower)
    {
        V middle = L.Load(element + (4 * step));
        V other = L.Load(element + (8 * step));
        upper = L.Add(L.Add(L.Load(element), middle), other);
        lower = L.Add(L.Subtract(middle, other), L.Load(element + (12 * step)));
    }

    // The lanes of a position; zeros outside.
    private static float* PositionOf(float* plane, int y, int x, Extent size, int lanes, float* zeros) =>
        (uint)y < (uint)size.Y && (uint)x < (uint)size.X ? plane + ((((nint)y * size.X) + x) * lanes) : zeros;
}
