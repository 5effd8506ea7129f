using Tegula.Architectures.Custom;

namespace Tegula.Networks.Custom;

/// <summary>
/// Networks of the supernets of an own space, built as <see cref="CustomIndicatorNetworks"/> builds those of cells: a supernet with one operation on each edge
/// gets the same networks as its cell, with the same names of parameters.
/// </summary>
/// <param name="definition">The space.</param>
public sealed class CustomSupernetNetworks(CustomSpaceDefinition definition) : CustomNetworks<CustomSupernet>(definition, CustomComputation.Of);
