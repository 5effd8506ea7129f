using System.Collections.Immutable;

namespace Tegula.Architectures;

/// <summary>Names and properties of the operations of a NAS-Bench-201 edge.</summary>
public static class NasBench201Operations
{
    /// <summary>How many operations an edge can choose from: 5.</summary>
    public const int Count = 5;

    /// <summary>The text names, at the index of their <see cref="NasBench201Operation"/>.</summary>
    public static ImmutableArray<string> Names { get; } = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    /// <summary>The name of an operation in an arch string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the five operations.</exception>
    public static string Name(this NasBench201Operation operation) =>
        (uint)operation < Count
            ? Names[(int)operation]
            : throw new ArgumentOutOfRangeException(nameof(operation), operation, $"expected one of the {Count} operations: {string.Join(", ", Names)}");

    /// <summary>
    /// True for the two operations with weights, <see cref="NasBench201Operation.NorConv1x1"/> and <see cref="NasBench201Operation.NorConv3x3"/>.
    /// </summary>
    public static bool IsConvolution(this NasBench201Operation operation) => operation is NasBench201Operation.NorConv1x1 or NasBench201Operation.NorConv3x3;

    /// <summary>Width and height of a convolution's or pooling's window in pixels; 0 for the others.</summary>
    public static int KernelSize(this NasBench201Operation operation) => operation switch
    {
        NasBench201Operation.NorConv1x1 => 1,
        NasBench201Operation.NorConv3x3 or NasBench201Operation.AvgPool3x3 => 3,
        _ => 0,
    };

    /// <summary>The operation with this exact name; false when there is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out NasBench201Operation operation)
    {
        for (int index = 0; index < Count; index++)
        {
            if (name.SequenceEqual(Names[index]))
            {
                operation = (NasBench201Operation)index;
                return true;
            }
        }

        operation = default;
        return false;
    }
}
