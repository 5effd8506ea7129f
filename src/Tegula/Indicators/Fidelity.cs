namespace Tegula.Indicators;

/// <summary>How exactly the tangent kernel is computed.</summary>
public enum Fidelity
{
    /// <summary>
    /// Exact under batch statistics: the logits of one sample depend on the whole batch through the batch norms, and its row of the Jacobian carries
    /// that. One backward pass per sample.
    /// </summary>
    Reference,

    /// <summary>
    /// An approximation: batch statistics are taken for constants, one backward pass gives all rows, and the kernel is centred and scaled to
    /// correlations, which restores most of what the batch norms' cross terms do.
    /// </summary>
    Fast,
}
