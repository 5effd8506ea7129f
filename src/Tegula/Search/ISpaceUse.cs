using Tegula.Architectures;

namespace Tegula.Search;

/// <summary>Something done with a space whose types only the space knows: see <see cref="SearchableSpace.Use{T}"/>.</summary>
/// <typeparam name="T">What it gives.</typeparam>
public interface ISpaceUse<out T>
{
    /// <summary>Does it.</summary>
    /// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
    /// <typeparam name="TSupernet">The type of its supernets.</typeparam>
    /// <param name="parts">The space.</param>
    T Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
        where TArchitecture : class, IArchitecture
        where TSupernet : class, IArchitecture;
}
