namespace Tegula.Compute.Tests.Twins;

/// <summary>A batch of one value in double precision: (channel, row, column, sample), the order of the engine's own arrays.</summary>
internal sealed class Tensor(TensorShape shape, int batch)
{
    public TensorShape Shape => shape;

    public int Batch => batch;

    public double[] Values { get; init; } = new double[shape.Length * batch];

    public ref double this[int c, int y, int x, int n] => ref Values[(((((c * shape.Height) + y) * shape.Width) + x) * batch) + n];

    public static Tensor Of(TensorShape shape, int batch, ReadOnlySpan<double> values) => new(shape, batch) { Values = values.ToArray() };

    /// <summary>Calls an action for every channel, row, column and sample.</summary>
    public void ForEach(Action<int, int, int, int> action)
    {
        for (int c = 0; c < shape.Channels; c++)
        {
            for (int y = 0; y < shape.Height; y++)
            {
                for (int x = 0; x < shape.Width; x++)
                {
                    for (int n = 0; n < batch; n++) action(c, y, x, n);
                }
            }
        }
    }
}
