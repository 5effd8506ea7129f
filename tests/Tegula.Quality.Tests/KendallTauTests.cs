namespace Tegula.Quality.Tests;

public sealed class KendallTauTests
{
    [Fact]
    public void Cases_counted_by_hand()
    {
        KendallTau.B([1, 2, 3, 4], [10, 20, 30, 40]).ShouldBe(1);
        KendallTau.B([1, 2, 3, 4], [4, 3, 2, 1]).ShouldBe(-1);

        // Pairs: 5 concordant, 1 discordant.
        KendallTau.B([1, 2, 3, 4], [1, 2, 4, 3]).ShouldBe(4.0 / 6, 1e-15);

        // One pair tied on the left, one other on the right: 4 concordant pairs, 5 untied on either side.
        KendallTau.B([1, 1, 2, 3], [1, 2, 3, 3]).ShouldBe(4.0 / 5, 1e-15);

        // Failed measurements rank last, and tie with each other.
        KendallTau.B([double.NegativeInfinity, double.NegativeInfinity, 1], [1, 2, 3]).ShouldBe(2 / Math.Sqrt(2 * 3), 1e-15);
    }
}
