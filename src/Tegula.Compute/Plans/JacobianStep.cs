namespace Tegula.Compute.Plans;

/// <summary>What one step of a <see cref="JacobianPlan"/> does for one sample.</summary>
internal enum JacobianStepKind
{
    /// <summary>Sets the output's cotangent: ones where the sample is the one that the cotangent differentiates.</summary>
    Seed,

    /// <summary>Clears a cotangent before its first addition.</summary>
    Clear,

    /// <summary>Adds a sample to the sums that a batch norm's cotangent needs over the whole batch.</summary>
    NormStatistics,

    /// <summary>Passes a cotangent back through a node.</summary>
    Node,
}

/// <summary>One step, run for every sample of the batch before the next phase begins.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Node">For which node.</param>
/// <param name="Phase">Steps of one phase need nothing from other samples.</param>
/// <param name="Target">The node whose cotangent a <see cref="JacobianStepKind.Clear"/> clears; otherwise the node itself.</param>
/// <param name="Accumulate">For each input of the node whether its cotangent is added to instead of written.</param>
internal sealed record JacobianStep(JacobianStepKind Kind, int Node, int Phase, int Target, bool[] Accumulate);
