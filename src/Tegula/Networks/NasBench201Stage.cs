namespace Tegula.Networks;

/// <summary>The shape in which all cells of one stage of a <see cref="NasBench201Skeleton"/> work.</summary>
/// <param name="Channels">Channels of every node of the cells.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Width">Width in pixels.</param>
public readonly record struct NasBench201Stage(int Channels, int Height, int Width)
{
    /// <summary>Pixels of one channel.</summary>
    public long Pixels => (long)Height * Width;
}
