using Tegula.Architectures;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>What an architecture leaves open about the network that is made of it.</summary>
public sealed record NetworkOptions
{
    private const int DefaultWidth = 1_024;

    /// <summary>
    /// Channels C of the first cells, at least 1; null for 16 (NAS-Bench-201), 36 (DARTS; 48 with the ImageNet stem) or what an own space says.
    /// </summary>
    /// <exception cref="ArgumentException">Less.</exception>
    public int? Channels { get; init => field = AtLeastOne(value, "channels"); }

    /// <summary>
    /// Cells in each stage (NAS-Bench-201, own spaces) or in the whole network (DARTS), at least 1; null for 5, what the own space says, or 20 (14 with the
    /// ImageNet stem).
    /// </summary>
    /// <exception cref="ArgumentException">Less.</exception>
    public int? Cells { get; init => field = AtLeastOne(value, "cells"); }

    /// <summary>Neurons of every node of a DAG, at least 1.</summary>
    /// <exception cref="ArgumentException">Less.</exception>
    public int Width { get; init => field = AtLeastOne(value, "width") ?? DefaultWidth; } = DefaultWidth;

    /// <summary>Activation of DAGs and DenseNet-type MLPs.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>What stands in front of the cells of a DARTS network.</summary>
    public DartsStem Stem { get; init; } = DartsStem.Cifar;

    /// <summary>True for a second classifier inside of a DARTS network; the output then joins its logits behind those of the network.</summary>
    public bool HasAuxiliaryHead { get; init; }

    /// <summary>True for places where training drops the path of single samples (see <see cref="ArchitectureNetwork"/>).</summary>
    public bool DropsPaths { get; init; }

    /// <summary>Checks that whatever was asked for has an effect on the networks of an architecture.</summary>
    /// <param name="uses">What has one.</param>
    /// <param name="name">The architecture, for the message.</param>
    /// <exception cref="ArgumentException">Something has none; the message says where it would have.</exception>
    internal void RequireUse(NetworkOptionUses uses, string name)
    {
        Require(Channels is null && Cells is null, NetworkOptionUses.Cells, "channels and cells are options of NAS-Bench-201 and DARTS cells");
        Require(Width == DefaultWidth, NetworkOptionUses.Width, "a width is an option of DAGs");
        Require(Activation == Activation.Relu, NetworkOptionUses.Activation, "the activation is an option of DAGs and DenseNet-type MLPs");
        Require(Stem == DartsStem.Cifar, NetworkOptionUses.Stem, "a stem is an option of DARTS cells");
        Require(!HasAuxiliaryHead, NetworkOptionUses.AuxiliaryHead, "an auxiliary head is an option of DARTS cells");
        Require(!DropsPaths, NetworkOptionUses.DropPath, "dropped paths are an option of cells, ResNets and MobileNets");

        void Require(bool isDefault, NetworkOptionUses use, string where)
        {
            if (!isDefault && !uses.HasFlag(use))
                throw new ArgumentException($"{where}, not of {name}");
        }
    }

    private static int? AtLeastOne(int? value, string name) =>
        value is null or >= 1 ? value : throw new ArgumentException($"{name} is {value}, expected at least 1");
}
