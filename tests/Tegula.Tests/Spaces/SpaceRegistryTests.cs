using Tegula.Spaces;

namespace Tegula.Tests.Spaces;

public sealed class SpaceRegistryTests
{
    [Fact]
    public void Every_space_stands_in_it_once() => SpaceRegistry.All.Select(space => space.Id).ShouldBe(["nas-bench-201", "darts"]);

    [Fact]
    public void A_space_is_found_by_its_id() => SpaceRegistry.Get("darts").Connectivity.ShouldBeSameAs(DartsSpace.Instance);

    [Fact]
    public void An_unknown_id_gets_the_list() =>
        Should.Throw<ArgumentException>(() => SpaceRegistry.Get("drats")).Message.ShouldContain("unknown space 'drats'; available are nas-bench-201, darts");
}
