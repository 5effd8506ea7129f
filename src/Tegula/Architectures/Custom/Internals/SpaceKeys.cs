using System.Collections.Immutable;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>The keys of each part of a file, in the order in which the documentation has them.</summary>
internal static class SpaceKeys
{
    /// <summary>Keys of the file.</summary>
    public static ImmutableArray<string> Space { get; } = ["name", "cell", "operations", "skeleton", "constraints"];

    /// <summary>Keys of <c>cell</c>.</summary>
    public static ImmutableArray<string> Cell { get; } = ["nodes", "edges", "output"];

    /// <summary>Keys of an edge that is a mapping.</summary>
    public static ImmutableArray<string> Edge { get; } = ["from", "to", "operations"];

    /// <summary>Keys of <c>skeleton</c>.</summary>
    public static ImmutableArray<string> Skeleton { get; } = ["channels", "stages", "cells", "growth", "reduction", "stem", "image", "classes"];

    /// <summary>Keys of <c>skeleton.stem</c>.</summary>
    public static ImmutableArray<string> Stem { get; } = ["kernel", "stride"];

    /// <summary>Keys of <c>constraints</c>.</summary>
    public static ImmutableArray<string> Constraints { get; } =
        ["max-params", "max-macs", "at-least", "at-most", "min-depth", "max-depth", "min-width", "max-width"];
}
