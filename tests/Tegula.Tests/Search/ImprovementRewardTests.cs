using Tegula.Search;
using Tegula.Search.Internals;

namespace Tegula.Tests.Search;

public sealed class ImprovementRewardTests
{
    private static readonly RankObjective Objective = RankObjective.SumOf("kappa", "regions", "mse");
    private static readonly string[] Words = [.. Enumerable.Range(0, 60).Select(i => $"{i * 7 % 5}{i * 11 % 4}{i * i % 7}")];

    [Theory]
    [InlineData(10)]
    [InlineData(2)]
    [InlineData(null)]
    public void It_is_the_change_of_each_term_over_its_range_in_the_window(int? window)
    {
        var reward = new ImprovementReward(Objective, window, []);
        for (var t = 0; t < Words.Length; t++)
        {
            var expected = t == 0 ? 0 : Gain("kappa", -1, t, window) + Gain("regions", 1, t, window) + Gain("mse", -1, t, window);
            reward.Next(DigitScorer.Score(Words[t])).ShouldBe(expected, 1e-12);
        }
    }

    [Fact]
    public void It_never_exceeds_the_number_of_terms()
    {
        var reward = new ImprovementReward(Objective, 10, []);
        Words.ShouldAllBe(word => Math.Abs(reward.Next(DigitScorer.Score(word, failing: '3'))) <= 3);
    }

    [Fact]
    public void A_failed_score_counts_as_the_worst_of_the_window_in_every_term()
    {
        var reward = new ImprovementReward(RankObjective.SumOf("kappa", "mse"), 10, []);
        reward.Next(DigitScorer.Score("9", failing: '9')).ShouldBe(0, "nothing was measured");
        reward.Rows.ShouldBeEmpty();
        reward.Next(DigitScorer.Score("2")).ShouldBe(0);
        reward.Next(DigitScorer.Score("5")).ShouldBe(0, 1e-4, "kappa is better by the whole range, mse (17 x 31 + digit modulo 97) worse by the whole range");
        reward.Next(DigitScorer.Score("9", failing: '9')).ShouldBe(-1, 1e-4, "kappa falls back to that of 2, mse stays at that of 5");
        reward.Next(DigitScorer.Score("9", failing: '9')).ShouldBe(0, "as bad as the one before");
        reward.Next(DigitScorer.Score("5")).ShouldBe(1, 1e-4, "and 5 is better than a failure");
    }

    [Fact]
    public void Remembered_scores_give_the_same_rewards_again()
    {
        var whole = new ImprovementReward(Objective, 10, []);
        double[] expected = [.. Words.Select(word => whole.Next(DigitScorer.Score(word)))];
        var reward = new ImprovementReward(Objective, 10, []);
        for (var t = 0; t < Words.Length; t++)
        {
            reward = new(Objective, 10, reward.Rows);
            reward.Next(DigitScorer.Score(Words[t])).ShouldBe(expected[t]);
        }
    }

    [Fact]
    public void Scores_of_one_step_are_compared_with_the_same_score_before()
    {
        var reward = new ImprovementReward(RankObjective.SumOf("kappa"), 10, []);
        double[] first = reward.Next([DigitScorer.Score("2"), DigitScorer.Score("5")]);
        first[0].ShouldBe(0, "the first of all is what the others are compared with");
        first[1].ShouldBe(1, 1e-4, "better by the whole range");

        double[] second = reward.Next([DigitScorer.Score("3"), DigitScorer.Score("4")]);
        (second[1] - second[0]).ShouldBe(((1 / 4.0) - (1 / 5.0)) / ((1 / 3.0) - (1 / 6.0)), 1e-4, "whatever was before cancels");

        var both = new ImprovementReward(RankObjective.SumOf("kappa", "mse"), 10, []);
        double[] mixed = both.Next([DigitScorer.Score("2"), DigitScorer.Score("9", failing: '9'), DigitScorer.Score("5")]);
        mixed[1].ShouldBe(Math.Min(mixed[0], 0) + Math.Min(mixed[2] - 1, 0), 1e-4, "the worst of each term");
    }

    private static double Gain(string indicator, int sign, int t, int? window)
    {
        double[] values = [.. Words.Take(t + 1).TakeLast(window ?? Words.Length).Select(Value)];
        return sign * (Value(Words[t]) - Value(Words[t - 1])) / (values.Max() - values.Min() + 1e-6);

        double Value(string word) => DigitScorer.Score(word).Indicators[indicator].Value!.Value;
    }
}
