namespace Tegula.Datasets;

/// <summary>The shape of one image.</summary>
/// <param name="Channels">Colour channels, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Values in one image.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>The shape as text, such as <c>3x32x32</c>.</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
