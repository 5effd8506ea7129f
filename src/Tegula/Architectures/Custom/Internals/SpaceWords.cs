namespace Tegula.Architectures.Custom.Internals;

/// <summary>The words of a file that stand for one of several values.</summary>
internal static class SpaceWords
{
    /// <summary>Words of <see cref="CellOutput"/>.</summary>
    public static IReadOnlyList<(string Word, CellOutput Value)> Outputs { get; } = [("last", CellOutput.Last), ("concatenate", CellOutput.Concatenate)];

    /// <summary>Words of <see cref="ReductionKind"/>.</summary>
    public static IReadOnlyList<(string Word, ReductionKind Value)> Reductions { get; } =
        [("residual-block", ReductionKind.ResidualBlock), ("pool", ReductionKind.Pool), ("convolution", ReductionKind.Convolution)];

    /// <summary>The word of an output.</summary>
    public static string Of(CellOutput output) => Outputs.First(item => item.Value == output).Word;

    /// <summary>The word of a reduction.</summary>
    public static string Of(ReductionKind reduction) => Reductions.First(item => item.Value == reduction).Word;
}
