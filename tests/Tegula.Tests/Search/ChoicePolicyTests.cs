using Tegula.Compute;
using Tegula.Search.Internals;

namespace Tegula.Tests.Search;

public sealed class ChoicePolicyTests
{
    private static readonly int[] Counts = [3, 1, 4, 2];
    private static readonly double[] Logits = [.. Enumerable.Range(0, 10).Select(i => Math.Sin(3.7 * i) * 1.5)];

    [Fact]
    public void Probabilities_of_all_tuples_are_products_of_softmaxes_and_add_up_to_one()
    {
        var policy = new ChoicePolicy(Counts, Logits);
        var total = 0.0;
        foreach (var tuple in Tuples())
        {
            var expected = 0.0;
            for (int choice = 0, first = 0; choice < Counts.Length; first += Counts[choice++])
                expected += Logits[first + tuple[choice]] - Math.Log(Logits.Skip(first).Take(Counts[choice]).Sum(Math.Exp));
            policy.LogProbability(tuple).ShouldBe(expected, 1e-13);
            total += Math.Exp(expected);
        }

        total.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_entropy_is_that_of_all_tuples()
    {
        var policy = new ChoicePolicy(Counts, Logits);
        policy.Entropy.ShouldBe(Tuples().Sum(tuple => -Math.Exp(policy.LogProbability(tuple)) * policy.LogProbability(tuple)), 1e-12);
        new ChoicePolicy([5, 5], new double[10]).Entropy.ShouldBe(2 * Math.Log(5), 1e-14);
        new ChoicePolicy([2], [0, 2000]).Entropy.ShouldBe(0);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        const double step = 1e-5;
        foreach (var tuple in Tuples())
        {
            var gradient = new double[Logits.Length];
            new ChoicePolicy(Counts, Logits).AddGradient(tuple, -2.5, gradient);
            for (var i = 0; i < gradient.Length; i++)
                gradient[i].ShouldBe(-2.5 * (At(i, step, tuple) - At(i, -step, tuple)) / (2 * step), 1e-9);
        }

        static double At(int logit, double change, int[] tuple) =>
            new ChoicePolicy(Counts, [.. Logits.Select((value, i) => i == logit ? value + change : value)]).LogProbability(tuple);
    }

    [Fact]
    public void Draws_have_the_probabilities_of_the_policy()
    {
        const int draws = 40_000;
        var policy = new ChoicePolicy(Counts, Logits);
        var random = new RandomStream(4, "draws");
        var counts = Enumerable.Range(0, draws).Select(_ => string.Join(',', policy.Sample(random))).CountBy(text => text).ToDictionary();
        var statistic = Tuples().Sum(tuple =>
        {
            var expected = draws * Math.Exp(policy.LogProbability(tuple));
            return Math.Pow(counts.GetValueOrDefault(string.Join(',', tuple)) - expected, 2) / expected;
        });
        statistic.ShouldBeLessThan(49.7, "chi-square with 23 degrees of freedom at 0.1 %");
    }

    [Fact]
    public void All_tuples_come_once_and_the_likeliest_first()
    {
        var policy = new ChoicePolicy(Counts, Logits);
        var met = policy.MostLikelyFirst().ToList();
        var sorted = Tuples().OrderByDescending(tuple => policy.LogProbability(tuple));
        met.Select(tuple => string.Join(',', tuple)).ShouldBe(sorted.Select(tuple => string.Join(',', tuple)));
    }

    [Fact]
    public void Of_equally_likely_options_the_first_comes_first() =>
        new ChoicePolicy([2, 2], [1, 1, 0, 0]).MostLikelyFirst().Select(tuple => $"{tuple[0]}{tuple[1]}").ShouldBe(["00", "10", "01", "11"]);

    [Fact]
    public void A_large_policy_gives_its_likeliest_tuples_without_listing_all() =>
        new ChoicePolicy([.. Enumerable.Repeat(7, 40)], new double[280]).MostLikelyFirst().Take(1000).Count().ShouldBe(1000);

    [Fact]
    public void Logits_of_another_space_are_refused() =>
        Should.Throw<ArgumentException>(() => new ChoicePolicy([2, 2], new double[5])).Message.ShouldContain("5 logits, but the space has 4 options");

    private static IEnumerable<int[]> Tuples() =>
        from a in Enumerable.Range(0, 3)
        from c in Enumerable.Range(0, 4)
        from d in Enumerable.Range(0, 2)
        select new[] { a, 0, c, d };
}
