namespace Tegula.Compute;

/// <summary>Shape of one sample: channels, rows, columns, each at least 1. The batch is not part of it.</summary>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>Positions of one channel.</summary>
    public int Pixels => Height * Width;

    /// <summary>Values of one sample.</summary>
    public int Length => Channels * Height * Width;

    /// <inheritdoc />
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
