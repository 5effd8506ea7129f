using Tegula.Architectures;
using Tegula.Search;

namespace Tegula.Studies.Stores;

/// <summary>Canonical forms of architectures that stand in a store as text.</summary>
internal static class ComputationKeys
{
    /// <summary>The canonical form, a supernet's included; null where this library does not have the space.</summary>
    /// <param name="space">Id of the space, or of the space of its supernets.</param>
    /// <param name="architecture">As the space prints it.</param>
    /// <exception cref="ArchitectureFormatException">The text is no architecture of the space.</exception>
    public static string? Of(string space, string architecture) => SearchableSpace.Find(space)?.Use(new Key(architecture));

    private sealed record Key(string Architecture) : ISpaceUse<string>
    {
        public string Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture
        {
            try
            {
                return parts.Space.ComputationKey(parts.Space.Parse(Architecture));
            }
            catch (ArchitectureFormatException)
            {
                return parts.Supernets.ComputationKey(parts.Supernets.Parse(Architecture));
            }
        }
    }
}
