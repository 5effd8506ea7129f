namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Where what has no parameters goes when several modules would do.</summary>
/// <param name="OwnActivations">Whether each module computes the activation in front of it itself.</param>
/// <param name="Behind">Whether it goes to the module that it reads rather than to the one that reads it.</param>
/// <param name="OutOfLeaves">Whether modules without modules inside hold nothing but layers and activations where that costs nothing.</param>
internal sealed record FoldingPolicy(bool OwnActivations, bool Behind, bool OutOfLeaves)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<FoldingPolicy> All { get; } =
    [
        new(OwnActivations: false, Behind: true, OutOfLeaves: true), new(OwnActivations: false, Behind: true, OutOfLeaves: false),
        new(OwnActivations: true, Behind: false, OutOfLeaves: true), new(OwnActivations: true, Behind: false, OutOfLeaves: false),
    ];
}
