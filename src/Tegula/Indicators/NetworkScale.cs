namespace Tegula.Indicators;

/// <summary>How large the network is that the baseline indicators look at.</summary>
public enum NetworkScale
{
    /// <summary>A network with fewer cells, small enough for thousands of architectures.</summary>
    Small,

    /// <summary>The network that is trained in the end, as published code takes it.</summary>
    Whole,
}
