namespace Tegula.Cli.Options;

/// <summary>What <c>--simulate</c> of <c>isometry</c> takes.</summary>
internal static class IsometrySimulations
{
    /// <summary>Matrices of layers of one width and growing NN-Mass (001_20c8c2cd2fe38226.txt, Fig. 1(b)).</summary>
    public const string Mass = "mass";

    /// <summary>Matrices of several widths and heights (Fig. 8).</summary>
    public const string Size = "size";
}
