namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>kernel</c> for several networks.</summary>
/// <param name="Kernels">One entry for each, in the order in which they were given.</param>
internal sealed record KernelsReport(IReadOnlyList<KernelJson> Kernels);
