using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Networks.Internals;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>Refuses requests whose parts do not fit together, each in one line that says what would be right.</summary>
internal static class SearchRequestCheck
{
    /// <summary>Checks everything that can be known before data are read.</summary>
    /// <exception cref="SearchRequestException">Something does not fit.</exception>
    public static void Run(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.SpaceDefinition is { } definition)
            SpaceRegistry.Recall(request.Space, definition);
        var space = SpaceRegistry.Find(request.Space) ?? throw new SearchRequestException(SpaceRegistry.Fault(request.Space));
        if (space.Count == 0)
            throw new SearchRequestException($"no cell of {space.Id} keeps to its constraints; relax them");
        var method = SearchMethods.All.FirstOrDefault(item => item.Id == request.Method)
            ?? throw new SearchRequestException(
                $"unknown search method '{request.Method}'; available are {string.Join(", ", SearchMethods.All.Select(item => item.Id))}");
        Objective(request, method);
        Method(request, method, space);
        Budget(request, space);
    }

    /// <summary>Checks everything that can be known before anything is measured or kept.</summary>
    /// <exception cref="SearchRequestException">Something does not fit.</exception>
    /// <exception cref="DatasetException">The images do not fit the networks of the space, or are of one class.</exception>
    public static void Run(SearchRequest request, ImageDataset data)
    {
        Run(request);
        ImageFit.Require(data, SearchableSpace.Get(request.Space).SizeMultiple);
    }

    private static void Objective(SearchRequest request, SearchMethodInfo method)
    {
        var indicators = request.Scoring.Indicators.Select(IndicatorRegistry.Get).ToList();
        if (IndicatorRegistry.ObjectionOf(request.Space, request.Scoring.Indicators) is { } objection)
            throw new SearchRequestException(objection);

        if (method.NeedsSupernets && indicators.Find(indicator => !indicator.IsDefinedOnSupernets) is { } single)
        {
            var known = IndicatorRegistry.All.Where(indicator => indicator.IsDefinedOnSupernets).Select(indicator => indicator.Id);
            throw new SearchRequestException($"method {method.Id} scores supernets, which have no {single.Id}; they have {string.Join(", ", known)}");
        }

        if (request.Objective?.Terms.FirstOrDefault(term => !request.Scoring.Indicators.Contains(term.Indicator)) is { } unmeasured)
            throw new SearchRequestException($"the objective looks at {unmeasured.Indicator}, which the scoring does not measure; add it to its indicators");
    }

    private static void Method(SearchRequest request, SearchMethodInfo method, SpaceInfo space)
    {
        if (method.Id == SearchMethods.Exhaustive && space.Cells is null)
            throw new SearchRequestException($"space {space.Id} is too large for method {method.Id}; random, evolution or reinforce sample it");
        var terms = request.Objective?.Terms.Count ?? request.Scoring.Indicators.Count;
        if (method.Id == SearchMethods.Pareto && terms is < 2 or > 3)
        {
            throw new SearchRequestException(
                $"method {method.Id} weighs two or three indicators against each other, not {terms}; name as many in the objective");
        }

        if (request.Patience is not null && method.Spread is null)
        {
            var able = SearchMethods.All.Where(item => item.Spread is not null).Select(item => item.Id);
            throw new SearchRequestException(
                $"method {method.Id} has no entropy or diversity that could stop falling; leave patience to {string.Join(", ", able)}");
        }
    }

    private static void Budget(SearchRequest request, SpaceInfo space)
    {
        DepthWidthFilter? filter = null;
        if (request.FilterFraction is { } fraction)
        {
            if (fraction is not (> 0 and <= 1))
                throw new SearchRequestException($"the filter takes a fraction of the radius above 0 and at most 1, not {fraction}");
            if (!DepthWidthFilter.IsDefinedOn(space.Connectivity))
                throw new SearchRequestException($"no cell of {space.Id} has weights on a path, so that the depth-width filter has no range; leave it out");
            filter = DepthWidthFilter.Of(space.Connectivity, fraction);
            if (filter.Kept == 0)
            {
                var cells = space.Own?.ConnectivitySampleSize is null ? "cells" : "random cells";
                throw new SearchRequestException(
                    $"the depth-width filter at a fraction of {fraction} keeps none of the {filter.Total} {cells} of {space.Id}; widen it");
            }
        }

        if (request.MaxParameters is null && request.MaxMacs is null)
            return;
        var least = SearchableSpace.Get(space.Id).LeastCost;
        if (least.Parameters > request.MaxParameters)
            throw new SearchRequestException($"no network of {space.Id} has at most {request.MaxParameters} parameters; the smallest has {least.Parameters}");
        if (least.Macs > request.MaxMacs)
            throw new SearchRequestException($"no network of {space.Id} needs at most {request.MaxMacs} MACs; the smallest needs {least.Macs}");
        if (filter is not null && space.Cells is { } all && !all.Any(cell => filter.Keeps(cell) && request.Affords(ArchitectureCost.Of(cell)!.Whole)))
        {
            throw new SearchRequestException(
                $"no network of {space.Id} is within the budget and kept by the depth-width filter; raise the budget or widen the filter");
        }
    }
}
