using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Spaces;
using Tegula.Spaces.Custom;
using Tegula.Tests.Architectures;
using Tegula.Tests.Architectures.Custom;

namespace Tegula.Tests.Spaces.Custom;

public sealed class CustomSupernetSpaceTests() : SupernetSpaceContract<CustomSupernet>(Space)
{
    private static readonly CustomSupernetSpace Space = new(CustomDefinitions.NasBench201);

    [Fact]
    public void Choices_groups_keys_and_the_cheapest_cell_are_those_of_NAS_Bench_201()
    {
        NasBench201SupernetSpace original = NasBench201SupernetSpace.Instance;
        Space.ChoiceCounts.ShouldBe(original.ChoiceCounts);
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(100, 9))
        {
            CustomSupernet spelled = CustomDefinitions.Spelled(supernet);
            Space.ToChoices(spelled).ShouldBe(original.ToChoices(supernet));
            Space.Groups(spelled).Select(group => string.Join(' ', group.Removals))
                .ShouldBe(original.Groups(supernet).Select(group => string.Join(' ', group.Removals)));
            Space.ComputationKey(spelled).ShouldBe(original.ComputationKey(supernet));
            Space.Cheapest(spelled).ToString().ShouldBe(NasBench201SupernetSpace.Cheapest(supernet).ToString());
        }
    }

    [Fact]
    public void A_supernet_is_kept_while_it_may_hold_an_allowed_cell()
    {
        CustomSpaceDefinition definition = CustomSpaceReader.Parse(
            CustomDefinitions.NasBench201Text + "\nconstraints: {max-params: 200k, at-least: {skip_connect: 1}, at-most: {none: 3}}", "x");
        var space = new CustomSupernetSpace(definition);
        var cells = new CustomSpace(definition);
        var random = new RandomStream(8, "test");
        (int kept, int dropped) = (0, 0);
        for (int i = 0; i < 300; i++)
        {
            // Few operations on each edge: all cells can be looked at.
            var supernet = new CustomSupernet(
                definition, definition.Candidates.Select(edge => edge.Where(_ => random.NextInt(3) == 0).DefaultIfEmpty(edge[random.NextInt(5)])));
            bool holds = CellsOf(supernet).Any(cells.Admits);
            space.Keeps(supernet).ShouldBe(holds);
            space.IsAffordable(supernet).ShouldBe(holds);
            (kept, dropped) = holds ? (kept + 1, dropped) : (kept, dropped + 1);
        }

        kept.ShouldBeGreaterThan(20);
        dropped.ShouldBeGreaterThan(20);
        space.Keeps(space.Whole).ShouldBeTrue();
    }

    protected override void ShouldBeOneArchitecture(CustomSupernet supernet)
    {
        CustomCell cell = supernet.Single.ShouldNotBeNull();
        Space.ComputationKey(supernet).ShouldBe(new CustomSpace(CustomDefinitions.NasBench201).ComputationKey(cell));
    }

    private static IEnumerable<CustomCell> CellsOf(CustomSupernet supernet) =>
        from a in supernet.Operations[0]
        from b in supernet.Operations[1]
        from c in supernet.Operations[2]
        from d in supernet.Operations[3]
        from e in supernet.Operations[4]
        from f in supernet.Operations[5]
        select new CustomCell(supernet.Definition, [a, b, c, d, e, f]);
}
