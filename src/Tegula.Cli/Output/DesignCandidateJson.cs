using Tegula.Design;

namespace Tegula.Cli.Output;

/// <summary>A network that was designed, or the one it should be like.</summary>
/// <param name="Spec">The text of the model.</param>
/// <param name="NnMass">Its NN-Mass.</param>
/// <param name="Params">Its parameters.</param>
/// <param name="Macs">Its multiply-accumulates for one image.</param>
internal sealed record DesignCandidateJson(string Spec, double NnMass, long Params, long Macs)
{
    /// <summary>The same numbers as JSON.</summary>
    public static DesignCandidateJson Of(DesignCandidate candidate) =>
        new(candidate.Architecture.ToString()!, candidate.NnMass, candidate.Parameters, candidate.Macs);
}
