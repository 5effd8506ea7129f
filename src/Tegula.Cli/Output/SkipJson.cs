using Tegula.Architectures.Graphs;
using Tegula.Exchange.Onnx;

namespace Tegula.Cli.Output;

/// <summary>A skip connection of a network out of a file.</summary>
/// <param name="Source">The node it leaves.</param>
/// <param name="Target">The node that it joins.</param>
/// <param name="Join"><c>addition</c> or <c>concatenation</c>.</param>
/// <param name="Layers">Layers with weights that it passes over, at least 1.</param>
/// <param name="Channels">Channels that it carries; 0 where they are not known.</param>
internal sealed record SkipJson(string Source, string Target, string Join, int Layers, int Channels)
{
    /// <summary>The skip connection as JSON says it.</summary>
    public static SkipJson Of(OnnxSkip skip) =>
        new(skip.Source, skip.Target, skip.Join == SkipConnectionType.Concatenation ? "concatenation" : "addition", skip.Layers, skip.Channels);
}
