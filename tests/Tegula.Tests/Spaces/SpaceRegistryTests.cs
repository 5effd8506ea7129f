using Tegula.Architectures.Custom;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Spaces.Custom;

namespace Tegula.Tests.Spaces;

/// <summary>Own spaces beside the built-in ones.</summary>
public sealed class SpaceRegistryTests
{
    [Fact]
    public void A_space_that_is_added_is_found_by_its_id_and_the_built_in_ones_stay_the_only_ones_listed()
    {
        var space = new CustomSpace(Definition("added", 3));
        SpaceInfo info = SpaceRegistry.Add(space);

        SpaceRegistry.Add(new CustomSpace(Definition("added", 3))).ShouldBeSameAs(info);
        SpaceRegistry.Get(space.Id).ShouldBeSameAs(info);
        SpaceRegistry.Own.ShouldContain(info);
        SpaceRegistry.All.Select(item => item.Id).ShouldBe(["nas-bench-201", "darts"]);
        info.Count.ShouldBe(8);
        info.Cells!.Count().ShouldBe(8);
        info.Sample(8, 1).Distinct().Count().ShouldBe(8);
        SearchableSpace.Get(space.Id).Id.ShouldBe(space.Id);
        SearchableSpace.Get(SearchableSpace.Get(space.Id).SupernetId).ShouldBeSameAs(SearchableSpace.Get(space.Id));
        SearchableSpace.Holding(info.Cells!.First())!.Id.ShouldBe(space.Id);
    }

    [Fact]
    public void Many_threads_can_add_the_same_and_other_spaces_at_once()
    {
        var infos = new SpaceInfo[40];
        Parallel.For(0, infos.Length, index => infos[index] = SpaceRegistry.Add(new CustomSpace(Definition($"thread{index % 4}", 3))));
        infos.Distinct().Count().ShouldBe(4);
        infos.ShouldAllBe(info => ReferenceEquals(SpaceRegistry.Get(info.Id), info));
    }

    [Fact]
    public void A_definition_that_cannot_be_used_is_refused_where_the_space_is_asked_for()
    {
        string text = Definition("recalled", 3).ToYaml();
        SpaceRegistry.Recall("recalled@00000000", text).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => SpaceRegistry.Get("recalled@00000000")).Message
            .ShouldBe($"the own space 'recalled@00000000' cannot be used here: its definition is that of {Definition("recalled", 3).Id}");
        SpaceRegistry.Recall("recalled@11111111", text.Replace("type: identity", "type: no-such-operation", StringComparison.Ordinal)).ShouldBeFalse();
        string message = Should.Throw<SearchRequestException>(() => NeuralSearch.Check(new() { Space = "recalled@11111111" })).Message;
        message.ShouldStartWith("the own space 'recalled@11111111' cannot be used here: recalled@11111111:");
        message.ShouldContain("no-such-operation");
        SpaceRegistry.Recall(Definition("recalled", 3).Id, text).ShouldBeTrue();
    }

    [Fact]
    public void A_space_of_few_cells_gives_no_more_than_it_holds()
    {
        SpaceInfo info = SpaceRegistry.Add(new CustomSpace(Definition("few", 2)));
        Should.Throw<ArgumentException>(() => info.Sample(3, 0)).Message.ShouldContain("3 is more than the 2 architectures of few@");
    }

    private static CustomSpaceDefinition Definition(string name, int nodes) =>
        new(name, new CustomCellShape(nodes), [new("skip", "identity"), new("conv", "convolution")]);
}
