using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces;

namespace Tegula.Tests.Spaces;

/// <summary>What every space of supernets keeps.</summary>
/// <typeparam name="TSupernet">The type of its supernets.</typeparam>
public abstract class SupernetSpaceContract<TSupernet>(ISupernetSpace<TSupernet> space)
    where TSupernet : class, ISupernet
{
    [Fact]
    public void It_is_too_large_to_enumerate()
    {
        space.Count.ShouldBeNull();
        Should.Throw<NotSupportedException>(() => space.Enumerate()).Message.ShouldContain(space.Id);
    }

    [Fact]
    public void Samples_depend_only_on_the_stream_and_are_read_back()
    {
        TSupernet[] sample = Draw(200);

        Draw(200).ShouldBe(sample);
        sample.Distinct().Count().ShouldBeGreaterThan(195);
        foreach (TSupernet supernet in sample.Append(space.Whole))
        {
            space.Parse(space.Format(supernet)).ShouldBe(supernet);
            space.Admits(supernet).ShouldBeTrue();
        }
    }

    [Fact]
    public void Choices_lead_back_to_the_supernet()
    {
        foreach (TSupernet supernet in Draw(200).Append(space.Whole))
        {
            int[] choices = space.ToChoices(supernet);
            choices.Length.ShouldBe(space.ChoiceCounts.Count);
            space.FromChoices(choices).ShouldBe(supernet);
        }
    }

    [Fact]
    public void Wrong_choices_are_refused()
    {
        int[] choices = space.ToChoices(space.Whole);
        int last = space.ChoiceCounts[^1] - 1;

        Should.Throw<ArgumentException>(() => space.FromChoices(choices.AsSpan(1))).Message
            .ShouldBe($"there are {choices.Length - 1} choices, expected {choices.Length}");
        foreach (int wrong in new[] { -1, last + 1 })
        {
            choices[^1] = wrong;
            Should.Throw<ArgumentException>(() => space.FromChoices(choices)).Message.ShouldBe($"choice {choices.Length - 1} is {wrong}, expected 0 to {last}");
        }
    }

    [Fact]
    public void A_mutation_is_another_supernet_and_distance_tells_them_apart()
    {
        var random = new RandomStream(3, "test");
        TSupernet supernet = space.Whole;
        for (int i = 0; i < 500; i++)
        {
            TSupernet mutant = space.Mutate(supernet, random);
            mutant.ShouldNotBe(supernet);
            space.Distance(mutant, supernet).ShouldBeGreaterThan(0);
            space.Distance(mutant, supernet).ShouldBe(space.Distance(supernet, mutant));
            space.Distance(mutant, mutant).ShouldBe(0);
            supernet = mutant;
        }
    }

    [Fact]
    public void Every_choice_mutates_sooner_or_later()
    {
        var random = new RandomStream(4, "test");
        int[] whole = space.ToChoices(space.Whole);
        var changed = new HashSet<int>();
        for (int i = 0; i < 2_000; i++)
        {
            int[] choices = space.ToChoices(space.Mutate(space.Whole, random));
            changed.UnionWith(Enumerable.Range(0, whole.Length).Where(choice => choices[choice] != whole[choice]));
        }

        changed.Order().ShouldBe(Enumerable.Range(0, whole.Length).Where(choice => space.ChoiceCounts[choice] > 1));
    }

    [Fact]
    public void Pruning_by_any_removals_ends_with_one_architecture()
    {
        var random = new RandomStream(5, "test");
        for (int run = 0; run < 50; run++)
        {
            TSupernet supernet = space.Whole;
            while (space.Groups(supernet) is { Count: > 0 } groups)
            {
                foreach (PruningGroup group in groups)
                {
                    group.Take.ShouldBeInRange(1, group.Removals.Length - 1);
                    group.Removals.ShouldBeUnique();
                }

                // Removing each part by itself is what a round tries before it decides.
                foreach (int id in groups.SelectMany(group => group.Removals))
                    Size(space.Without(supernet, [id])).ShouldBeLessThan(Size(supernet));
                supernet = space.Without(supernet, groups.SelectMany(group => Some(group, random)));
            }

            ShouldBeOneArchitecture(supernet);
        }
    }

    [Fact]
    public void Groups_of_supernets_reached_in_any_way_can_be_pruned()
    {
        foreach (TSupernet drawn in Draw(100))
        {
            TSupernet supernet = drawn;
            while (space.Groups(supernet) is [PruningGroup first, ..])
                supernet = space.Without(supernet, [first.Removals[^1]]);
            ShouldBeOneArchitecture(supernet);
        }
    }

    [Fact]
    public void Wrong_removals_are_refused()
    {
        IReadOnlyList<PruningGroup> groups = space.Groups(space.Whole);
        int[] tooMany = [.. groups[0].Removals.Take(groups[0].Take + 1)];

        foreach (int id in new[] { -1, 224, int.MaxValue })
        {
            Should.Throw<ArgumentException>(() => space.Without(space.Whole, [id])).Message
                .ShouldBe($"{id} is in none of the {groups.Count} groups of which a round of pruning can take from this supernet");
        }

        Should.Throw<ArgumentException>(() => space.Without(space.Whole, tooMany)).Message
            .ShouldBe($"{string.Join(", ", tooMany)} are of one group, of which a round of pruning takes at most {groups[0].Take}");
        space.Without(space.Whole, []).ShouldBe(space.Whole);
    }

    /// <summary>Checks that a supernet which is pruned to the end has one architecture, and the key that its own space gives to that.</summary>
    protected abstract void ShouldBeOneArchitecture(TSupernet supernet);

    private static int Size(TSupernet supernet) => supernet.ToString()!.Length;

    private static IEnumerable<int> Some(PruningGroup group, RandomStream random)
    {
        int[] order = [.. group.Removals];
        random.Shuffle<int>(order);
        return order[..(1 + random.NextInt(group.Take))];
    }

    private TSupernet[] Draw(int count)
    {
        var random = new RandomStream(2, "test");
        return [.. Enumerable.Range(0, count).Select(_ => space.Sample(random))];
    }
}
