using System.Collections.Immutable;

namespace Tegula.Architectures.Custom;

/// <summary>
/// What the cells of an own space have to keep to. Parameters and multiply-accumulates are those of the whole network of <see cref="CustomSkeleton"/>, with
/// every operation of the cell, used or not.
/// </summary>
public sealed record CustomConstraints
{
    /// <summary>Most parameters; null for no limit.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>Most multiply-accumulates for one image; null for no limit.</summary>
    public long? MaxMacs { get; init; }

    /// <summary>Operations that at least so many edges have to carry.</summary>
    public ImmutableSortedDictionary<string, int> AtLeast { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Operations that at most so many edges may carry.</summary>
    public ImmutableSortedDictionary<string, int> AtMost { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Least effective depth; null for no limit.</summary>
    public double? MinDepth { get; init; }

    /// <summary>Largest effective depth; null for no limit.</summary>
    public double? MaxDepth { get; init; }

    /// <summary>Least effective width; null for no limit.</summary>
    public double? MinWidth { get; init; }

    /// <summary>Largest effective width; null for no limit.</summary>
    public double? MaxWidth { get; init; }

    /// <summary>True when every cell will do.</summary>
    public bool IsEmpty => !LimitsCost && !LimitsPaths && AtLeast.IsEmpty && AtMost.IsEmpty;

    /// <summary>True when parameters or multiply-accumulates have a limit.</summary>
    public bool LimitsCost => MaxParameters is not null || MaxMacs is not null;

    /// <summary>True when effective depth or width have one.</summary>
    public bool LimitsPaths => (MinDepth ?? MaxDepth ?? MinWidth ?? MaxWidth) is not null;
}
