using Tegula.Architectures;

namespace Tegula.Design.Internals;

/// <summary>A network of a design space by its numbers; the network itself is made only when asked for.</summary>
/// <param name="Width">Width multiplier.</param>
/// <param name="Mass">NN-Mass.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates for one input.</param>
internal abstract record DesignPoint(double Width, double Mass, long Parameters, long Macs)
{
    /// <summary>The text of the network.</summary>
    public string Specification => Build().ToString()!;

    /// <summary>The network with the numbers of its graph.</summary>
    public DesignCandidate ToCandidate() => DesignCandidate.Of(Build());

    /// <summary>Makes the network.</summary>
    protected abstract IArchitecture Build();
}
