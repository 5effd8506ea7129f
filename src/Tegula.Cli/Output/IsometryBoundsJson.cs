namespace Tegula.Cli.Output;

/// <summary>Bounds of the mean singular value in <c>isometry</c>.</summary>
/// <param name="Variance">q of the initial weights that they are for.</param>
/// <param name="Lower">At least 0.</param>
/// <param name="Upper">At least <paramref name="Lower"/>.</param>
internal sealed record IsometryBoundsJson(double Variance, double Lower, double Upper);
