using Tegula.Architectures.Custom;

namespace Tegula.Networks.Custom;

/// <summary>Networks of the cells of an own space.</summary>
/// <param name="definition">The space.</param>
public sealed class CustomIndicatorNetworks(CustomSpaceDefinition definition) : CustomNetworks<CustomCell>(definition, CustomComputation.Of);
