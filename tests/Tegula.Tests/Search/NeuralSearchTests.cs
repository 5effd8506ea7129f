using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

public sealed class NeuralSearchTests
{
    private static readonly IndicatorOptions Cheap = new() { Fidelity = Fidelity.Fast, Indicators = ["regions"], Repeats = 1, BatchSize = 8 };

    [Theory]
    [InlineData("random")]
    [InlineData("evolution")]
    public void Behind_the_depth_width_filter_only_what_it_keeps_is_scored(string method)
    {
        DepthWidthFilter filter = DepthWidthFilter.Of(NasBench201Space.Instance, 0.5);
        var request = new SearchRequest { Method = method, Steps = 40, Scoring = Cheap };

        SearchResult<IArchitecture> plain = Find(request);
        SearchResult<IArchitecture> filtered = Find(request with { FilterFraction = 0.5 });

        plain.Filtered.ShouldBe(0);
        plain.History.Select(trial => trial.Architecture).ShouldContain(text => !filter.Keeps(NasBench201Cell.Parse(text)));
        filtered.History.Count.ShouldBe(40);
        filtered.History.ShouldAllBe(trial => filter.Keeps(NasBench201Cell.Parse(trial.Architecture)));
        filtered.Filtered.ShouldBePositive();
    }

    [Fact]
    public void A_fraction_out_of_range_is_refused() =>
        Should.Throw<SearchRequestException>(() => Find(new() { Steps = 1, Scoring = Cheap, FilterFraction = 1.5 }));

    private static SearchResult<IArchitecture> Find(SearchRequest request) =>
        NeuralSearch.Find(new SyntheticImageDataset(), request, token: TestContext.Current.CancellationToken);
}
