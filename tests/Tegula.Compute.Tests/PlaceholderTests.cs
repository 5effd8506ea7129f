namespace Tegula.Compute.Tests;
public sealed class PlaceholderTests { [Fact] public void A_test_runs() => (1 + 1).ShouldBe(2); }
