using Tegula.Architectures.Custom;
using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks.Custom;

/// <summary>
/// Networks of an own space, chosen as <see cref="NasBench201Networks{TArchitecture}"/> chooses them: the tangent kernel's has 3 channels and one cell in each
/// stage, the thin one is a single cell of one channel.
/// </summary>
/// <typeparam name="TArchitecture">A cell or a supernet.</typeparam>
public abstract class CustomNetworks<TArchitecture> : IIndicatorNetworks<TArchitecture>
    where TArchitecture : class
{
    private readonly CustomSpaceDefinition _definition;
    private readonly Func<TArchitecture, CustomComputation> _computation;

    private protected CustomNetworks(CustomSpaceDefinition definition, Func<TArchitecture, CustomComputation> computation)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _computation = computation;
    }

    /// <summary>The channels and cells of the skeleton.</summary>
    public NetworkSize WholeSize => new(_definition.Skeleton.Channels, _definition.Skeleton.Cells);

    /// <summary>Half of the skeleton's channels, one cell in each stage.</summary>
    public NetworkSize SmallSize => new(Math.Max(_definition.Skeleton.Channels / 2, 1), 1);

    /// <summary>The skeleton's channels, one cell in each stage.</summary>
    public NetworkSize ProxySize => new(_definition.Skeleton.Channels, 1);

    private static NetworkSize TangentSize => new(3, 1);

    /// <inheritdoc/>
    public int SizeMultiple => _definition.Skeleton.SizeMultiple;

    /// <inheritdoc/>
    public NetworkDefect DefectOf(TArchitecture architecture) => CustomNetwork.DefectOf(_computation(architecture));

    /// <inheritdoc/>
    public Graph Tangent(TArchitecture architecture, ImageShape image, int classes) => Sized(architecture, image, classes, TangentSize);

    /// <inheritdoc/>
    public Graph Thin(TArchitecture architecture, int side) => CustomNetwork.BuildThin(_computation(architecture), side);

    /// <inheritdoc/>
    public Graph Sized(TArchitecture architecture, ImageShape image, int classes, NetworkSize size) =>
        CustomNetwork.Build(_computation(architecture), image, classes, size);
}
