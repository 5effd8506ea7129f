namespace Tegula.Compute.Graphs;

/// <summary>How a window (a convolution's or a pool's kernel) walks over the positions of its input.</summary>
/// <param name="Input">Rows and columns of the input, at least 1.</param>
/// <param name="Kernel">Rows and columns of the window, at least 1.</param>
/// <param name="Stride">Steps between windows, at least 1.</param>
/// <param name="Padding">Positions added on each side, at least 0; they hold zero, and pools do not count them.</param>
/// <param name="Dilation">Distance between neighbouring taps, at least 1.</param>
public sealed record WindowGeometry(Extent Input, Extent Kernel, Extent Stride, Extent Padding, Extent Dilation)
{
    /// <summary>Rows and columns of the output; not positive when the window does not fit.</summary>
    public Extent Output => new(
        OutputSize(Input.Y, Kernel.Y, Stride.Y, Padding.Y, Dilation.Y),
        OutputSize(Input.X, Kernel.X, Stride.X, Padding.X, Dilation.X));

    /// <summary>Taps of the window.</summary>
    public int Taps => Kernel.Y * Kernel.X;

    /// <summary>A window that covers the whole input once: a global pool or a linear layer.</summary>
    public static WindowGeometry Whole(Extent input) =>
        new(input, input, Extent.Square(1), Extent.Square(0), Extent.Square(1));

    /// <summary>Checks the ranges above.</summary>
    /// <exception cref="ArgumentException">A size is out of range, or the window does not fit into the padded input.</exception>
    public void Validate()
    {
        if (Kernel.Y < 1 || Kernel.X < 1) throw new ArgumentException($"a window of {Kernel} has no taps; both sizes must be at least 1");
        if (Stride.Y < 1 || Stride.X < 1) throw new ArgumentException($"a stride of {Stride} does not advance; both must be at least 1");
        if (Padding.Y < 0 || Padding.X < 0) throw new ArgumentException($"a padding of {Padding} is negative; both must be at least 0");
        if (Dilation.Y < 1 || Dilation.X < 1) throw new ArgumentException($"a dilation of {Dilation} is too small; both must be at least 1");
        Extent output = Output;
        if (output.Y < 1 || output.X < 1)
            throw new ArgumentException($"a window of {Kernel} with dilation {Dilation} does not fit into {Input} padded by {Padding}");
    }

    private static int OutputSize(int input, int kernel, int stride, int padding, int dilation)
    {
        int room = input + (2 * padding) - (dilation * (kernel - 1)) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }
}
