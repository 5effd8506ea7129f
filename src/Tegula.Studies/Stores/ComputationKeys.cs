using Tegula.Architectures;
using Tegula.Spaces;

namespace Tegula.Studies.Stores;

/// <summary>Canonical forms of architectures that stand in a store as text.</summary>
internal static class ComputationKeys
{
    /// <summary>The canonical form, a supernet's included; null where this library does not have the space.</summary>
    /// <param name="space">Id of the space, or of the space of its supernets.</param>
    /// <param name="architecture">As the space prints it.</param>
    /// <exception cref="ArchitectureFormatException">The text is no architecture of the space.</exception>
    public static string? Of(string space, string architecture) =>
        space == NasBench201Space.Instance.Id || space == NasBench201SupernetSpace.Instance.Id
            ? Of(NasBench201Space.Instance, NasBench201SupernetSpace.Instance, architecture)
        : space == DartsSpace.Instance.Id || space == DartsSupernetSpace.Instance.Id
            ? Of(DartsSpace.Instance, DartsSupernetSpace.Instance, architecture)
        : null;

    private static string Of<TArchitecture, TSupernet>(ISearchSpace<TArchitecture> space, ISearchSpace<TSupernet> supernets, string architecture)
        where TArchitecture : class
        where TSupernet : class
    {
        try
        {
            return space.ComputationKey(space.Parse(architecture));
        }
        catch (ArchitectureFormatException)
        {
            return supernets.ComputationKey(supernets.Parse(architecture));
        }
    }
}
