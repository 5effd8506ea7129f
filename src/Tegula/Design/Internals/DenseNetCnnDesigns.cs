using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Models;

namespace Tegula.Design.Internals;

/// <summary>
/// DenseNet-type CNNs of three cells whose last t_c is solved for: the one that comes nearest to the target NN-Mass within the budget, or without a
/// target the largest within the budget.
/// </summary>
/// <param name="request">Target, budgets, width multipliers, classes and image.</param>
internal sealed class DenseNetCnnDesigns(DesignRequest request)
{
    private const int Cells = 3;
    private const int LeastDepth = 13;
    private const int MostDepth = 100;
    private const int StepsPerWidth = 8;
    private const int LastToFirst = 5;

    private static readonly ImmutableArray<double> StandardMultipliers = [1, 1.5, 2, 2.5, 3, 3.5, 4];

    private sealed record Point(DenseNetCnnSizes Sizes, (int First, int Second, int Third) Candidates, double Width, double Mass, long Parameters, long Macs)
        : DesignPoint(Width, Mass, Parameters, Macs)
    {
        protected override IArchitecture Build() => Sizes.Network([Candidates.First, Candidates.Second, Candidates.Third]);
    }

    /// <summary>Every network once.</summary>
    public IEnumerable<DesignPoint> Points()
    {
        ImmutableArray<double> multipliers = request.WidthMultipliers.IsEmpty ? StandardMultipliers : request.WidthMultipliers;
        foreach (ImmutableArray<int> widths in multipliers.Select(multiplier => DenseNetCnn.WidthsOf(multiplier, Cells)))
        {
            for (int depth = LeastDepth; depth <= MostDepth; depth += Cells)
            {
                var sizes = new DenseNetCnnSizes(depth, widths, request.Classes ?? DenseNetCnn.DefaultClasses, request.Image ?? DenseNetCnn.DefaultImage);
                foreach (DesignPoint point in Points(sizes))
                    yield return point;
            }
        }
    }

    private IEnumerable<DesignPoint> Points(DenseNetCnnSizes sizes)
    {
        int step = Math.Max(1, sizes.Widths[0] / StepsPerWidth);
        for (int first = 0; first <= sizes.MostCandidates(0); first += step)
        {
            int previous = -1;
            for (int quarters = 4; quarters <= 14; quarters++)
            {
                int second = Math.Min(first * quarters / 4, sizes.MostCandidates(1));
                if (second == previous)
                    break;
                previous = second;
                yield return At(sizes, (first, second, Third(sizes, first, second)));
            }
        }
    }

    // Where none fits the budget, the smallest: it tells how far off the budget is.
    private int Third(DenseNetCnnSizes sizes, int first, int second)
    {
        int least = Math.Min(second, sizes.MostCandidates(2));
        int most = Math.Max(least, Math.Min(LastToFirst * first, sizes.MostCandidates(2)));
        int affordable = Largest(least, most, third => sizes.Parameters([first, second, third]) <= (request.MaxParameters ?? long.MaxValue)
            && sizes.Macs([first, second, third]) <= (request.MaxMacs ?? long.MaxValue));
        if (request.TargetMass is not { } target)
            return affordable;
        int below = Largest(least, affordable, third => sizes.Mass([first, second, third]) <= target);
        double missing = target - sizes.Mass([first, second, below]);
        return below < affordable && sizes.Mass([first, second, below + 1]) - target < missing ? below + 1 : below;
    }

    // The largest number in [least, most] that satisfies a condition which holds up to some number; least where none does.
    private static int Largest(int least, int most, Func<int, bool> holds)
    {
        while (least < most)
        {
            int middle = least + ((most - least + 1) / 2);
            (least, most) = holds(middle) ? (middle, most) : (least, middle - 1);
        }

        return least;
    }

    private static Point At(DenseNetCnnSizes sizes, (int First, int Second, int Third) candidates)
    {
        ReadOnlySpan<int> each = [candidates.First, candidates.Second, candidates.Third];
        return new(sizes, candidates, sizes.WidthMultiplier, sizes.Mass(each), sizes.Parameters(each), sizes.Macs(each));
    }
}
