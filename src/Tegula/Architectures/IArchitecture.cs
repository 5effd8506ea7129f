using Tegula.Architectures.Graphs;

namespace Tegula.Architectures;

/// <summary>
/// A network or a cell, described by its connectivity alone. Implementations are immutable; <see cref="object.ToString"/> gives the text by which
/// people name it and <see cref="ArchitectureReader"/> reads it.
/// </summary>
public interface IArchitecture
{
    /// <summary>The one graph form on which every quantity is computed.</summary>
    ArchitectureGraph ToGraph();
}
