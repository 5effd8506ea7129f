using System.Xml.Linq;
using Tegula.Experiments;

namespace Tegula.Tests.Experiments;

/// <summary>Every experiment, very small: what a result must hold whatever it finds.</summary>
public sealed class ExperimentTests
{
    public static TheoryData<string> Ids => [.. ExperimentRegistry.All.Select(experiment => experiment.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_result_has_findings_rows_and_pictures(string id)
    {
        Experiment experiment = ExperimentRegistry.Get(id);
        ExperimentResult result = Run(experiment, threads: 2);
        result.Findings.ShouldNotBeEmpty();
        result.Findings.ShouldAllBe(finding => finding.Claim.Length > 10 && finding.Paper.Length > 3 && finding.Measured.Length > 3);
        foreach (ResultTable table in new[] { result.Summary, result.Rows })
        {
            table.Rows.ShouldNotBeEmpty();
            table.Rows.ShouldAllBe(row => row.Length == table.Columns.Length);
            table.Rows.SelectMany(row => row).ShouldAllBe(value =>
                value == null || value is string || value is int || value is long || value is double || value is bool);
        }

        result.Drawings.ShouldNotBeEmpty();
        result.Drawings.Select(drawing => drawing.Name).ShouldBeUnique();
        result.Drawings.ShouldAllBe(drawing => XDocument.Parse(drawing.Svg).Root!.Name.LocalName == "svg");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_number_of_threads_changes_nothing(string id)
    {
        Experiment experiment = ExperimentRegistry.Get(id);
        ExperimentResult one = Run(experiment, threads: 1);
        ExperimentResult three = Run(experiment, threads: 3);
        three.Findings.ShouldBe(one.Findings);
        three.Rows.Rows.SelectMany(row => row).ShouldBe(one.Rows.Rows.SelectMany(row => row));
        three.Drawings.ShouldBe(one.Drawings);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_papers_size_asks_for_the_same_kinds_of_numbers(string id)
    {
        Experiment experiment = ExperimentRegistry.Get(id);
        Defined(experiment.Paper).ShouldBe(Defined(experiment.Quick));
        experiment.Source.ShouldMatch(@"^00[0-3]_[0-9a-f]{16}\.txt, (Fig\.|Table|Theorem)");
        (experiment.BuiltInData is null).ShouldBe(experiment.PaperData.IsEmpty);
    }

    [Fact]
    public void Progress_ends_with_everything_done()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<(int Done, int Total)>();
        Experiment experiment = ExperimentRegistry.Get("dag-convergence");
        experiment.Run(SmallExperiments.Of(experiment, 2) with { Progress = (done, total) => seen.Add((done, total)) }, TestContext.Current.CancellationToken);
        seen.ShouldAllBe(state => state.Total == 12);
        seen.Max(state => state.Done).ShouldBe(12);
    }

    [Fact]
    public void A_cancelled_experiment_ends()
    {
        Experiment experiment = ExperimentRegistry.Get("cell-convergence");
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => experiment.Run(SmallExperiments.Of(experiment, 1), source.Token));
    }

    [Fact]
    public void An_unknown_experiment_is_named_beside_those_that_are_known() =>
        Should.Throw<ExperimentException>(() => ExperimentRegistry.Get("fig-99"))
            .Message.ShouldStartWith("there is no experiment 'fig-99'; known are dag-convergence, ");

    private static ExperimentResult Run(Experiment experiment, int threads) =>
        experiment.Run(SmallExperiments.Of(experiment, threads), TestContext.Current.CancellationToken);

    private static string[] Defined(ExperimentSettings settings) =>
    [
        .. typeof(ExperimentSettings).GetProperties()
            .Where(property => property.GetValue(settings) is { } value && value is not System.Collections.Immutable.ImmutableArray<int> { IsDefault: true }
                and not System.Collections.Immutable.ImmutableArray<double> { IsDefault: true })
            .Select(property => property.Name),
    ];
}
