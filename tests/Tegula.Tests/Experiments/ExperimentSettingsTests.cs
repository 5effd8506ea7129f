using Tegula.Experiments;

namespace Tegula.Tests.Experiments;

public sealed class ExperimentSettingsTests
{
    [Fact]
    public void Wishes_replace_what_is_there_and_nothing_else()
    {
        ExperimentSettings size = new() { Seeds = 3, Epochs = 8, Images = 100, LearningRates = [0.1], Depths = [16, 32] };
        size.With(new ExperimentSettings { Epochs = 2, Depths = [5] }).ShouldSatisfyAllConditions(
            changed => changed.Seeds.ShouldBe(3),
            changed => changed.Epochs.ShouldBe(2),
            changed => changed.Images.ShouldBe(100),
            changed => changed.Width.ShouldBeNull(),
            changed => changed.Depths.ShouldBe([5]),
            changed => changed.LearningRates.ShouldBe([0.1]));
    }

    [Fact]
    public void A_wish_that_the_experiment_does_not_have_is_named()
    {
        ExperimentSettings size = new() { Seeds = 3 };
        Should.Throw<ExperimentException>(() => size.With(new ExperimentSettings { Points = 51 })).Message.ShouldBe("this experiment has no --points");
        Should.Throw<ExperimentException>(() => size.With(new ExperimentSettings { LearningRates = [1] })).Message.ShouldBe("this experiment has no --lr");
    }

    [Theory]
    [InlineData(0, "--seeds is 0, expected at least 1")]
    [InlineData(-4, "--seeds is -4, expected at least 1")]
    public void A_number_out_of_its_range_is_named(int seeds, string message) =>
        Should.Throw<ExperimentException>(() => new ExperimentSettings { Seeds = 3 }.With(new ExperimentSettings { Seeds = seeds })).Message.ShouldBe(message);

    [Fact]
    public void Lists_are_checked_one_by_one()
    {
        ExperimentSettings size = new() { LearningRates = [0.1], Depths = [16] };
        Refusal(new ExperimentSettings { LearningRates = [0.1, -2] }).ShouldBe("--lr holds -2, expected numbers above 0");
        Refusal(new ExperimentSettings { Depths = [2] }).ShouldBe("--depths holds 2, expected numbers at least 3");
        Refusal(new ExperimentSettings { Depths = [] }).ShouldBe("--depths is empty; it needs at least one number");

        string Refusal(ExperimentSettings wish) => Should.Throw<ExperimentException>(() => size.With(wish)).Message;
    }
}
