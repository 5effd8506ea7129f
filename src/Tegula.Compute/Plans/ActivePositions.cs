using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <summary>
/// The active positions of one convolution input, by sample, channel and tap class. After a ReLU these are the positions above zero; elsewhere all.
/// </summary>
internal sealed class ActivePositions
{
    private ActivePosition[] _entries = [];
    private int[] _starts = [];
    private int _channels;
    private int _classes;

    /// <summary>The entries of one list.</summary>
    public ReadOnlySpan<ActivePosition> Of(int sample, int channel, int tapClass)
    {
        int list = (((sample * _channels) + channel) * _classes) + tapClass;
        return _entries.AsSpan(_starts[list].._starts[list + 1]);
    }

    /// <summary>Lists the positions of a batch.</summary>
    /// <param name="values">The input: (sample, channel, position).</param>
    /// <param name="shape">Shape of one sample.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="classes">How the positions see the convolution's output.</param>
    /// <param name="positiveOnly">Whether only positions above zero take part.</param>
    public unsafe void Record(float* values, TensorShape shape, int batch, TapClasses classes, bool positiveOnly)
    {
        _channels = shape.Channels;
        _classes = classes.Count;
        if (_entries.Length < shape.Length * batch) _entries = GC.AllocateUninitializedArray<ActivePosition>(shape.Length * batch, pinned: true);
        int lists = batch * _channels * _classes;
        if (_starts.Length < lists + 1) _starts = new int[lists + 1];
        (int Position, int Cotangent)[][] byClass = PositionsByClass(shape, classes);
        int count = 0;
        int list = 0;
        for (int channel = 0; channel < batch * _channels; channel++, values += shape.Pixels)
        {
            foreach ((int Position, int Cotangent)[] positions in byClass)
            {
                _starts[list++] = count;
                foreach ((int position, int cotangent) in positions)
                {
                    float value = values[position];

                    // Written before the test: a branch on random signs would cost more than the store.
                    _entries[count] = new ActivePosition { Cotangent = cotangent, Input = position * classes.Block, Value = value };
                    count += !positiveOnly || value > 0f ? 1 : 0;
                }
            }
        }

        _starts[list] = count;
    }

    private static (int Position, int Cotangent)[][] PositionsByClass(TensorShape shape, TapClasses classes)
    {
        var lists = new List<(int, int)>[classes.Count];
        for (int q = 0; q < lists.Length; q++) lists[q] = [];
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++) lists[classes.ClassOf(y, x)].Add(((y * shape.Width) + x, classes.CotangentOffset(y, x)));
        }

        return [.. lists.Select(positions => positions.ToArray())];
    }
}
