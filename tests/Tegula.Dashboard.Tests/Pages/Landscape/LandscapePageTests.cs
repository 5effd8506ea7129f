using System.Net;
using Tegula.Analysis;
using Tegula.Drawing;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages.Landscape;

[Collection(FurtherPagesCollection.Name)]
public sealed class LandscapePageTests(PagesFixture pages)
{
    [Fact]
    public async Task A_kept_trajectory_is_drawn_as_when_it_was_measured()
    {
        var markup = await pages.Markup($"/landscapes?study={pages.Key("ways")}");
        markup.ShouldContain(DrawingTheme.Inline(TrajectorySvg.Write(pages.Trajectory!)));
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        var again = StudyTrajectory.Of(store, store.FindStudy("ways")!, TestContext.Current.CancellationToken);
        again.Evaluations.ShouldBe(pages.Trajectory!.Evaluations);
        again.Stages.SelectMany(stage => stage.Children).Select(child => child.Path).ShouldBe(pages.Trajectory.Stages.SelectMany(stage => stage.Children).Select(child => child.Path));
    }

    [Fact]
    public async Task The_way_of_a_search_leads_over_each_better_architecture_to_the_best()
    {
        var page = await pages.Page($"/landscapes?study={pages.Key("first")}");
        page.ShouldContain("the way of the best so far");
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        page.ShouldContain($">{store.FindStudy("first")!.Answer}</td>");
    }

    [Fact]
    public async Task Recorded_landscapes_are_drawn_where_no_study_is_chosen()
    {
        var page = await pages.Page("/landscapes");
        page.ShouldContain("<a href=\"/results/cells.db/kept\">kept</a>");
        page.ShouldContain("<title>A kept curve</title>");
        page.ShouldContain("<a href=\"/results/cells.db/misshapen\">misshapen</a>");
        (await pages.Page("/results/cells.db/misshapen")).ShouldContain("printed all the same");
    }

    [Fact]
    public async Task A_study_that_is_not_there_is_not_found()
    {
        using var response = await pages.Client.GetAsync(new Uri("/landscapes?study=cells.db/999", UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_study_of_another_kind_is_no_trajectory()
    {
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        Should.Throw<StudyException>(() => StudyTrajectory.Of(store, store.FindStudy("first")!)).Message.ShouldContain("is a search");
    }

    [Theory]
    [InlineData(5, new[] { 1 }, 10, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(10, new[] { 9 }, 5, new[] { 0, 2, 5, 7, 9 })]
    [InlineData(10, new[] { 1, 3, 5 }, 2, new[] { 1, 3, 5 })]
    public void What_is_needed_stays_when_a_landscape_is_thinned(int count, int[] needed, int most, int[] taken) =>
        SearchLandscape.Thinned(count, needed, most).ShouldBe(taken);
}
