using System.Diagnostics;
using System.Globalization;
using Tegula.Architectures.Models;
using Tegula.Design.Internals;

namespace Tegula.Design;

/// <summary>
/// Designs compressed networks by NN-Mass, without training one. Source: 001_20c8c2cd2fe38226.txt, App. H.10 and Sec. 4 on directly designing
/// compressed CNNs.
/// </summary>
/// <remarks>
/// <para>
/// Candidates are all networks of the family's space within both budgets. With a target, they are ranked by distance from it in whole units of NN-Mass,
/// as masses are published (distances that round to the same number are equal); without one, by NN-Mass, highest first. Equal mass promises equal
/// gradient flow only at equal width (Prop. 2), so ties go to the width nearest to the reference's; without a reference, the first of each width comes
/// before the second of any. Then fewer MACs, fewer parameters, the text of the specification.
/// </para>
/// <para>
/// MobileNet-v2: width multipliers 0.15, 0.2, ..., 1.4; in each stage from one block fewer than the standard (at least 1) to three more.
/// DenseNet-type CNN: three cells, depths 13, 16, ..., 100, width multipliers 1, 1.5, ..., 4; t_c of the first cell in steps of an eighth of its width,
/// of the second 1, 1.25, ..., 3.5 times that, of the third solved for, from that of the second to 5 times that of the first: the proportions of
/// Tables 3 to 5.
/// </para>
/// <para>Numbers come from closed forms that equal those of the graph. The same request gives the same candidates on every machine.</para>
/// </remarks>
public static class DirectDesign
{
    /// <summary>Ids of the families that can be designed.</summary>
    public static IReadOnlyList<string> Families { get; } = [DenseNetCnn.Id, MobileNetV2.Id];

    /// <summary>Finds the best networks for a request; takes about a second.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="DesignException">Unknown family, neither target nor budget, or no network within the budget: then the nearest is named.</exception>
    /// <exception cref="ArgumentException">A number of the request is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DesignResult Find(DesignRequest request, CancellationToken cancellation = default)
    {
        Check(request);
        var watch = Stopwatch.StartNew();
        IEnumerable<DesignPoint> points = request.Family switch
        {
            MobileNetV2.Id => new MobileNetV2Designs(request).Points(),
            _ => new DenseNetCnnDesigns(request).Points(),
        };
        var ranking = new DesignRanking(request);
        foreach (DesignPoint point in points)
        {
            cancellation.ThrowIfCancellationRequested();
            ranking.Offer(point);
        }

        IReadOnlyList<DesignPoint> best = ranking.Best();
        if (best.Count == 0)
            throw new DesignException(Unmet(request, ranking.Nearest!));
        return new([.. best.Select(point => point.ToCandidate())], ranking.Offered, watch.Elapsed);
    }

    /// <summary>Refuses in an instant what <see cref="Find"/> would refuse before it looks at any network.</summary>
    /// <exception cref="DesignException">Unknown family, or neither target nor budget.</exception>
    /// <exception cref="ArgumentException">A number of the request is out of its range.</exception>
    public static void Check(DesignRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Families.Contains(request.Family))
            throw new DesignException($"family '{request.Family}' cannot be designed; families are {string.Join(", ", Families)}");
        if (request is { TargetMass: null, MaxParameters: null, MaxMacs: null })
            throw new DesignException("there is nothing to design for; give a target NN-Mass, a reference network, or a budget of parameters or MACs");
        if (request.TargetMass is { } mass && (!double.IsFinite(mass) || mass < 0))
            throw new ArgumentException($"the target NN-Mass is {mass}; it must be a number of at least 0");
        if (request.MaxParameters < 1 || request.MaxMacs < 1)
            throw new ArgumentException($"the budget is {request.MaxParameters} parameters and {request.MaxMacs} MACs; a budget must be at least 1");
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Top, 1);
    }

    private static string Unmet(DesignRequest request, DesignPoint nearest)
    {
        string?[] limits =
        [
            request.MaxParameters is { } parameters ? $"{Text(parameters)} parameters" : null,
            request.MaxMacs is { } macs ? $"{Text(macs)} MACs" : null,
        ];
        return $"no {request.Family} has at most {string.Join(" and ", limits.Where(limit => limit is not null))}; "
            + $"the nearest, {nearest.Specification}, needs {Text(nearest.Parameters)} parameters and {Text(nearest.Macs)} MACs";
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
