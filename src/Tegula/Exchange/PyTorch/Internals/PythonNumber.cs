using Tegula.Compute;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>What a number of a layer says; numbers of one kind may share an argument.</summary>
internal enum NumberKind
{
    /// <summary>Channels or features.</summary>
    Channels,

    /// <summary>Groups of channels.</summary>
    Groups,

    /// <summary>Rows and columns of a window.</summary>
    Kernel,

    /// <summary>Steps of a window.</summary>
    Stride,

    /// <summary>Positions added on each side.</summary>
    Padding,

    /// <summary>Distance between taps.</summary>
    Dilation,
}

/// <summary>A number of a layer, or one along the rows and one along the columns.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Value">The number, twice where it is one.</param>
internal readonly record struct PythonNumber(NumberKind Kind, Extent Value)
{
    /// <summary>A number of channels.</summary>
    public static PythonNumber Channels(int count) => new(NumberKind.Channels, Extent.Square(count));

    /// <summary>As Python writes it.</summary>
    public static string Text(Extent value) => value.Y == value.X ? $"{value.Y}" : $"({value.Y}, {value.X})";
}
