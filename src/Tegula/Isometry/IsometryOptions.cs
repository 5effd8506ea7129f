namespace Tegula.Isometry;

/// <summary>How much of each layer is looked at.</summary>
public sealed record IsometryOptions
{
    /// <summary>Output positions of a convolution, drawn once for all samples, at least 1; a layer with fewer is looked at everywhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less.</exception>
    public int Positions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 4;

    /// <summary>Decides which positions.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most threads to use, at least 1; changes the time, never the result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = 1;
}
