namespace Tegula.Cli.Output;

/// <summary>An NNGP kernel measured on random networks of finite width.</summary>
/// <param name="Networks">How many.</param>
/// <param name="Width">How wide.</param>
/// <param name="Mean">Their average, row by row.</param>
/// <param name="StandardError">Its standard error, row by row.</param>
internal sealed record MonteCarloJson(int Networks, int Width, double[][] Mean, double[][] StandardError);
