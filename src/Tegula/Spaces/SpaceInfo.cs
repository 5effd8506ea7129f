using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces.Custom;

namespace Tegula.Spaces;

/// <summary>A space as the registry lists it.</summary>
/// <param name="Id">Stable id, as on the command line.</param>
/// <param name="Description">What it holds, in a few words.</param>
/// <param name="Connectivity">Path statistics of its cells.</param>
/// <param name="Cells">All its cells; null where they are too many to list.</param>
/// <param name="Parse">Reads an architecture of the space; throws <see cref="ArchitectureFormatException"/> where the text is none.</param>
/// <param name="Draw">A random architecture, every choice of it uniform and independent.</param>
public sealed record SpaceInfo(
    string Id,
    string Description,
    IConnectivityClasses Connectivity,
    IEnumerable<IArchitecture>? Cells,
    Func<string, IArchitecture> Parse,
    Func<RandomStream, IArchitecture> Draw)
{
    // So many in a row that were drawn before say that there are no others left, or next to none.
    private const int MostRepeats = 100_000;

    /// <summary>How many there are; null where nobody has counted them.</summary>
    public long? Count { get => Own is { } own ? own.Count : field; init; }

    /// <summary>The own space; null for a built-in one.</summary>
    public CustomSpace? Own { get; init; }

    /// <summary>Different random architectures, a function of the seed alone; a longer sample begins with the shorter one.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentException">The space does not hold as many, or they could not be found.</exception>
    public IReadOnlyList<IArchitecture> Sample(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (Count is { } all && count > all)
            throw new ArgumentException($"{count} is more than the {all} architectures of {Id}", nameof(count));
        var random = new RandomStream(seed, "space/sample");
        var seen = new HashSet<IArchitecture>();
        var sample = new List<IArchitecture>(count);
        for (var repeats = 0; sample.Count < count; repeats++)
        {
            if (repeats == MostRepeats)
                throw new ArgumentException($"{count} different architectures of {Id} could not be found, only {sample.Count}; ask for fewer", nameof(count));
            IArchitecture drawn = Draw(random);
            if (!seen.Add(drawn))
                continue;
            sample.Add(drawn);
            repeats = 0;
        }

        return sample;
    }
}
