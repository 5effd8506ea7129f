using System.Collections.Immutable;

namespace Tegula.Statistics;

/// <summary>
/// Rows of two numbers, sorted once, so that a rank statistic of any resample of the rows costs no further sorting. A resample is a list of counts: how often
/// each row was drawn. Immutable and safe to use from several threads.
/// </summary>
public sealed class RankedPairs
{
    private readonly int[] _rankX;
    private readonly int[] _rankY;
    private readonly int[] _byX;
    private readonly int[] _byY;
    private readonly double[] _levelsY;

    /// <summary>Sorts the rows.</summary>
    /// <param name="x">One number a row, such as an indicator with its better end up; infinite ones are allowed.</param>
    /// <param name="y">One number a row, such as an accuracy; as many as in <paramref name="x"/>; infinite ones are allowed.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is NaN.</exception>
    public RankedPairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Columns.RequireSameLength(x, y);
        Columns.RequireNumbers(x);
        Columns.RequireNumbers(y);
        (_rankX, double[] levelsX) = Levels(x);
        (_rankY, _levelsY) = Levels(y);
        LevelCountX = levelsX.Length;
        _byX = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(_byX, (a, b) => (_rankX[a], _rankY[a], a).CompareTo((_rankX[b], _rankY[b], b)));
        _byY = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(_byY, (a, b) => (_rankY[a], a).CompareTo((_rankY[b], b)));
        Once = ImmutableArray.CreateRange(Enumerable.Repeat(1, x.Length));
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rankX.Length;

    /// <summary>The counts of the rows themselves: each once.</summary>
    public ImmutableArray<int> Once { get; }

    /// <summary>Number of different x.</summary>
    internal int LevelCountX { get; }

    /// <summary>Number of different y.</summary>
    internal int LevelCountY => _levelsY.Length;

    /// <summary>Place of each row's x among the different x, from 0 for the lowest on.</summary>
    internal ReadOnlySpan<int> LevelX => _rankX;

    /// <summary>Place of each row's y among the different y, from 0 for the lowest on.</summary>
    internal ReadOnlySpan<int> LevelY => _rankY;

    /// <summary>The different y, ascending.</summary>
    internal ReadOnlySpan<double> ValuesY => _levelsY;

    /// <summary>The rows by ascending x, those of equal x by ascending y.</summary>
    internal ReadOnlySpan<int> ByX => _byX;

    /// <summary>The rows by ascending y.</summary>
    internal ReadOnlySpan<int> ByY => _byY;

    /// <summary>Checks that there is one count a row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    internal void RequireCounts(ReadOnlySpan<int> counts)
    {
        if (counts.Length != Count)
            throw new ArgumentException($"{counts.Length} counts do not fit {Count} rows; give one a row", nameof(counts));
    }

    private static (int[] Levels, double[] Values) Levels(ReadOnlySpan<double> column)
    {
        double[] sorted = column.ToArray();
        int[] order = [.. Enumerable.Range(0, column.Length)];
        Array.Sort(sorted, order);
        int[] levels = new int[column.Length];
        var values = new List<double>();
        for (int place = 0; place < sorted.Length; place++)
        {
            if (place == 0 || sorted[place] != sorted[place - 1])
                values.Add(sorted[place]);
            levels[order[place]] = values.Count - 1;
        }

        return (levels, [.. values]);
    }
}
