using Tegula.Architectures;
using Tegula.Architectures.Custom;

namespace Tegula.Tests.Architectures.Custom;

/// <summary>Own spaces that several tests use.</summary>
internal static class CustomDefinitions
{
    /// <summary>NAS-Bench-201, spelled out.</summary>
    public const string NasBench201Text =
        """
        name: spelled-nas-bench-201
        cell:
          nodes: 4
          edges: all
        operations:
          none: none
          skip_connect: {type: identity}
          nor_conv_1x1: {type: convolution, kernel: 1}
          nor_conv_3x3: {type: convolution, kernel: 3}
          avg_pool_3x3: {type: average-pool, kernel: 3}
        """;

    /// <summary>Inner nodes joined, edges with candidates of their own, every part of the file in use.</summary>
    public const string FullText =
        """
        # everything that can be said
        name: Full-1
        cell:
          nodes: 5
          edges:
            - [0, 1]
            - {from: 0, to: 2, operations: [skip, conv]}
            - {from: 1, to: 2, operations: all}
            - [2, 3]
            - {from: 0, to: 3, operations: [none, sep, mobile]}
          output: concatenate
        operations:
          none: none
          skip: identity
          conv: {type: convolution, kernel: 5, dilation: 2, groups: 2}
          sep: {type: separable-convolution, repeats: 1}
          mobile: {type: inverted-residual, expansion: 4}
          max: max-pool
        skeleton:
          channels: 8
          stages: 2
          cells: 3
          growth: 3
          reduction: convolution
          stem: {kernel: 5, stride: 2}
          image: 1x28x36
          classes: 7
        constraints:
          max-params: 0.5M
          max-macs: 900M
          at-least: {sep: 1}
          at-most: {mobile: 1, max: 2}
          min-depth: 0.5
          max-depth: 3
          min-width: 0.25
          max-width: 6.5
        """;

    /// <summary>A chain with a side branch, three operations.</summary>
    public const string SmallText =
        """
        name: small
        cell: {nodes: 3}
        operations: {none: none, skip: identity, conv3: convolution}
        skeleton: {channels: 4, stages: 2, cells: 1}

        """;

    public static CustomSpaceDefinition NasBench201 { get; } = CustomSpaceReader.Parse(NasBench201Text, "nas-bench-201.yaml");

    public static CustomSpaceDefinition Full { get; } = CustomSpaceReader.Parse(FullText, "full.yaml");

    public static CustomSpaceDefinition Small { get; } = CustomSpaceReader.Parse(SmallText, "small.yaml");

    /// <summary>The built-in types of operations: own ones are registered while tests run.</summary>
    public static IEnumerable<ICellOperation> BuiltInTypes => CellOperations.All.Where(type => !type.Type.StartsWith("test-", StringComparison.Ordinal));

    /// <summary>The same cell of the spelled space.</summary>
    public static CustomCell Spelled(NasBench201Cell cell) => new(NasBench201, cell.Operations.Select(operation => (int)operation));

    /// <summary>The same supernet of the spelled space.</summary>
    public static CustomSupernet Spelled(NasBench201Supernet supernet) =>
        new(NasBench201, supernet.Operations.Select(edge => edge.Select(operation => (int)operation)));
}
