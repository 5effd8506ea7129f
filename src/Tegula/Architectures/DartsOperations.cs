using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures;

/// <summary>Names and properties of the operations of a DARTS cell.</summary>
public static class DartsOperations
{
    /// <summary>The text names, at the index of their <see cref="DartsOperation"/>.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5", "sep_conv_7x7", "conv_7x1_1x7",
    ];

    /// <summary>The seven operations that an edge of a DARTS genotype can have: all candidates of the search but <c>none</c>.</summary>
    public static ImmutableArray<DartsOperation> Candidates { get; } =
    [
        DartsOperation.MaxPool3x3, DartsOperation.AvgPool3x3, DartsOperation.SkipConnect,
        DartsOperation.SepConv3x3, DartsOperation.SepConv5x5, DartsOperation.DilConv3x3, DartsOperation.DilConv5x5,
    ];

    /// <summary>The name of an operation in a genotype.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the operations.</exception>
    public static string Name(this DartsOperation operation) =>
        (uint)operation < (uint)Names.Length
            ? Names[(int)operation]
            : throw new ArgumentOutOfRangeException(nameof(operation), operation, $"expected one of the operations {string.Join(", ", Names)}");

    /// <summary>What topology needs to know: convolutions have parameters; poolings and skip connections count as having none, at any stride.</summary>
    public static OperationKind Kind(this DartsOperation operation) => operation switch
    {
        DartsOperation.None or DartsOperation.SkipConnect => OperationKind.Identity,
        DartsOperation.MaxPool3x3 or DartsOperation.AvgPool3x3 => OperationKind.Pooling,
        _ => OperationKind.Convolution,
    };

    /// <summary>The operation with this exact name; false when there is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out DartsOperation operation)
    {
        for (int index = 0; index < Names.Length; index++)
        {
            if (name.SequenceEqual(Names[index]))
            {
                operation = (DartsOperation)index;
                return true;
            }
        }

        operation = default;
        return false;
    }
}
