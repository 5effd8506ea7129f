using System.Collections.Immutable;
using System.Globalization;
using Tegula.Architectures;
using Tegula.Drawing;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Analysis;

/// <summary>
/// The way of one search over the landscapes of its indicators: what it evaluated lies in the plane in which these architectures spread most, each indicator is
/// a surface over it, and the way leads from each best so far to the next (003_fe8fa0e5c804e1de.txt, Sec. 4.3 and Fig. 4, for a search that is over or still at
/// work).
/// </summary>
/// <param name="Space">Id of the space.</param>
/// <param name="Plane">First two principal components of the architectures as one-hot vectors of their choices.</param>
/// <param name="Architectures">The architectures with their places.</param>
/// <param name="Surfaces">One for each indicator that was measured on any of them, in the order asked for.</param>
/// <param name="Path">Places in <paramref name="Architectures"/>: the best so far, from the first to the last.</param>
public sealed record SearchLandscape(
    string Space,
    PrincipalPlane Plane,
    IReadOnlyList<PlacedArchitecture> Architectures,
    IReadOnlyList<IndicatorSurface> Surfaces,
    IReadOnlyList<int> Path)
{
    /// <summary>Most architectures that a surface is worth being made of: the work grows with their square.</summary>
    public const int MostArchitectures = 1_000;

    /// <summary>Places some architectures and lays the surfaces over them.</summary>
    /// <param name="space">Id of the space, one of <see cref="SpaceRegistry.All"/>.</param>
    /// <param name="scores">What was evaluated, each architecture once; at least one.</param>
    /// <param name="path">The best so far as places in <paramref name="scores"/>, at least one.</param>
    /// <param name="terms">The indicators and their better ends.</param>
    /// <exception cref="AnalysisException">There is no architecture, or no indicator was measured on any.</exception>
    /// <exception cref="ArgumentException">There is no such space.</exception>
    /// <exception cref="ArchitectureFormatException">An architecture is none of the space.</exception>
    public static SearchLandscape Of(
        string space, IReadOnlyList<ArchitectureScore> scores, IReadOnlyList<int> path, IReadOnlyList<CombinationTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(terms);
        if (scores.Count == 0 || path.Count == 0)
            throw new AnalysisException("a landscape needs at least one evaluated architecture and one that was the best; none is there");
        double[][] codes = SearchableSpace.Get(space).Use(new Codes(scores));
        var plane = PrincipalPlane.Of(codes);
        PlacedArchitecture[] placed = [.. scores.Zip(codes, (score, code) => Placed(plane, score, code))];
        IndicatorSurface[] surfaces = [.. terms.Where(term => placed.Any(item => IsMeasured(item, term.Indicator))).Select(term => Surface(term, placed))];
        return surfaces.Length > 0
            ? new(space, plane, placed, surfaces, path)
            : throw new AnalysisException(
                $"none of the {scores.Count} architectures has a value of {string.Join(" or ", terms.Select(term => term.Indicator))}");
    }

    /// <summary>Chooses which of many to take: those that must be there, and of the others as many as there is room for, evenly over their order.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="needed">Places that must be there.</param>
    /// <param name="most">How many to take; more only where more are needed.</param>
    /// <returns>Ascending places, each once.</returns>
    public static IReadOnlyList<int> Thinned(int count, IReadOnlyCollection<int> needed, int most = MostArchitectures)
    {
        ArgumentNullException.ThrowIfNull(needed);
        if (count <= most)
            return [.. Enumerable.Range(0, count)];
        var room = Math.Max(0, most - needed.Count);
        return [.. Enumerable.Range(0, room).Select(index => (int)((long)index * count / room)).Concat(needed).Distinct().Order()];
    }

    /// <summary>The picture: one landscape for each indicator, at most three beside each other.</summary>
    /// <param name="title">Name of the drawing, any text.</param>
    public string Draw(string title)
    {
        ImmutableArray<(double X, double Y)> seen = [.. Architectures.Select(architecture => (architecture.X, architecture.Y))];
        var grid = PlaneGrid.Around(seen);
        ImmutableArray<(double X, double Y)> way = [.. Path.Select(place => seen[place])];
        LandscapePanel[] panels = [.. Surfaces.Select(surface => new LandscapePanel(surface.Indicator, grid.Draw(surface), seen, way[0], [way]))];
        return LandscapeSvg.Write(
            Rows(panels),
            title,
            $"{Architectures.Count.ToString("N0", CultureInfo.InvariantCulture)} architectures (dots), one-hot, in the plane of their first two principal "
                + "components; surfaces are Gaussian means of what was measured",
            $"first component ({Percent(Plane.FirstShare)} of the variance)",
            $"second ({Percent(Plane.SecondShare)})",
            new("first best", ["best so far, and the last best"]));
    }

    // All rows of a drawing have to be equally long.
    private static IReadOnlyList<IReadOnlyList<LandscapePanel>> Rows(LandscapePanel[] panels)
    {
        var columns = panels.Length % 3 == 0 ? 3 : panels.Length % 2 == 0 ? 2 : 1;
        return [.. panels.Chunk(columns)];
    }

    private static bool IsMeasured(PlacedArchitecture architecture, string indicator) =>
        architecture.Score.Indicators.TryGetValue(indicator, out var value) && value is { IsOk: true, Value: { } number } && double.IsFinite(number);

    private static IndicatorSurface Surface(CombinationTerm term, PlacedArchitecture[] placed) => IndicatorSurface.Of(
        term.Indicator,
        term.Direction,
        placed.Where(item => IsMeasured(item, term.Indicator)).Select(item => (item.X, item.Y, item.Score.Indicators[term.Indicator].Value!.Value)));

    private static PlacedArchitecture Placed(PrincipalPlane plane, ArchitectureScore score, double[] code)
    {
        var (x, y) = plane.Project(code);
        return new(x, y, score);
    }

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);

    private sealed record Codes(IReadOnlyList<ArchitectureScore> Scores) : ISpaceUse<double[][]>
    {
        public double[][] Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
            where TArchitecture : class, IArchitecture
            where TSupernet : class, IArchitecture =>
            [.. Scores.Select(score => SearchTrajectory.OneHot(parts.Space, parts.Space.Parse(score.Architecture)))];
    }
}
