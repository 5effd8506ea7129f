namespace Tegula.Compute;

/// <summary>A pair of sizes, along the rows and along the columns.</summary>
public readonly record struct Extent(int Y, int X)
{
    /// <summary>The same size in both directions.</summary>
    public static Extent Square(int size) => new(size, size);

    /// <inheritdoc />
    public override string ToString() => $"{Y}x{X}";
}
