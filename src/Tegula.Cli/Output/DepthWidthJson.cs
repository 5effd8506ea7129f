namespace Tegula.Cli.Output;

/// <summary>An effective depth and an effective width.</summary>
/// <param name="Depth">Effective depth.</param>
/// <param name="Width">Effective width.</param>
internal sealed record DepthWidthJson(double Depth, double Width);
