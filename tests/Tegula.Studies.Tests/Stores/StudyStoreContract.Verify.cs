using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Studies.Tests.Stores;

/// <summary>Damage that is planted is found, each with its row.</summary>
public abstract partial class StudyStoreContract
{
    [Theory]
    [InlineData(
        "UPDATE evaluation SET indicators = replace(indicators, '1.25', '1.250000000000001') WHERE id = 2",
        "evaluation 2: its values do not have its SHA-256")]
    [InlineData("UPDATE evaluation SET sha256 = replace(sha256, 'a', 'b') WHERE id = 1", "evaluation 1: its values do not have its SHA-256")]
    [InlineData("UPDATE evaluation SET computation = 'other' WHERE id = 1", "evaluation 1: its values do not have its SHA-256")]
    [InlineData("UPDATE evaluation SET error = 'late' WHERE id = 1", "evaluation 1: its values do not have its SHA-256")]
    [InlineData("UPDATE evaluation SET indicator_set = 'x' WHERE id = 3", "evaluation 3: its set of indicators is not that of its values")]
    [InlineData("UPDATE evaluation SET measured = 0 WHERE id = 1", "evaluation 1: whether it was measured does not fit its values")]
    [InlineData("UPDATE evaluation SET indicators = '{\"a\":' WHERE id = 2", "evaluation 2: ")]
    [InlineData("UPDATE evaluation SET indicators = '[]' WHERE id = 2", "evaluation 2: StartObject expected, StartArray found")]
    [InlineData("UPDATE evaluation SET study = 77 WHERE id = 2", "evaluation 2: there is no study 77")]
    [InlineData("UPDATE evaluation SET context = 77 WHERE id = 2", "evaluation 2: there is no context 77")]
    [InlineData("DELETE FROM evaluation WHERE id = 2", "step 1 of study 1: there is no evaluation 2")]
    [InlineData("DELETE FROM context", "evaluation 1: there is no context 1")]
    [InlineData("UPDATE context SET content = replace(content, '\"seed\":\"0\"', '\"seed\":\"1\"')", "context 1: its content does not have its key")]
    [InlineData("UPDATE context SET content = '{}'", "context 1: ")]
    [InlineData("DELETE FROM step WHERE number = 1", "study 1: 2 steps are there, and the last one is number 2")]
    [InlineData("UPDATE study SET steps = 4", "study 1: it counts 4 steps, 3 are there")]
    [InlineData("UPDATE study SET state_steps = 9", "study 1: its state is of step 9, it has 3")]
    [InlineData("UPDATE study SET status = 'odd'", "study 1: 'odd' is no status of a study")]
    [InlineData("UPDATE study SET definition = '{'", "study 1: ")]
    [InlineData("DELETE FROM study", "step 0 of study 1: there is no study 1")]
    [InlineData("UPDATE output SET result = 'r' WHERE name = 'json'", "output json of result r: there is no result r")]
    public void Verify_finds_planted_damage(string sql, string finding)
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        StoredEvaluation[] evaluations =
        [
            store.Add(StoreSample.Evaluation(context, study, "one", ("a", 3))),
            store.Add(StoreSample.Evaluation(context, study, "two", ("a", 1.25), ("b", null))),
            store.Add(StoreSample.Evaluation(context, study, "three", ("a", -0.0))),
        ];
        store.AddSteps(study, [.. evaluations.Select((evaluation, number) => StoreSample.Step(number, evaluation))]);
        store.SaveState(study, 3, "{}");
        store.AddResult(StoreSample.Result("k", "r"));
        var told = new List<(long, long)>();
        store.Verify((done, all) => told.Add((done, all)), TestContext.Current.CancellationToken).ShouldBeEmpty();
        told.ShouldBe([(3, 3)]);

        Damage(sql);
        IReadOnlyList<string> findings = store.Verify(token: TestContext.Current.CancellationToken);
        findings.ShouldContain(line => line.StartsWith(finding, StringComparison.Ordinal), string.Join(" | ", findings));
        findings.ShouldAllBe(line => !line.Contains('\n'));
    }

    [Fact]
    public void Verify_forms_the_canonical_form_of_cells_and_supernets_anew()
    {
        using StudyStore store = Open();
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        NasBench201Space cells = NasBench201Space.Instance;
        string[] architectures = [.. cells.Enumerate().DistinctBy(cells.ComputationKey).Skip(50).Take(3).Select(cells.Format)];
        long context = store.AddContext(StoreSample.Context(space: cells.Id), "data").Id;
        StoredEvaluation[] evaluations =
            [
                .. architectures.Select(cell =>
                    store.Add(StoreSample.Evaluation(context, study, cells.ComputationKey(cells.Parse(cell)), ("a", 1)) with { Architecture = cell })),
            ];
        store.AddSteps(study, [.. evaluations.Select((evaluation, number) => StoreSample.Step(number, evaluation))]);
        long darts = store.AddContext(StoreSample.Context(space: "darts"), "data").Id;
        DartsSupernetSpace supernets = DartsSupernetSpace.Instance;
        store.Add(StoreSample.Evaluation(darts, study, supernets.ComputationKey(supernets.Whole), ("a", 1)) with
        {
            Architecture = supernets.Format(supernets.Whole),
        });
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();

        Damage($"UPDATE evaluation SET architecture = '{architectures[1]}' WHERE id = {evaluations[0].Id}");
        Damage($"UPDATE step SET architecture = '{architectures[0]}' WHERE number = 2");
        Damage($"UPDATE evaluation SET architecture = 'nonsense' WHERE id = {evaluations[1].Id}");
        IReadOnlyList<string> findings = store.Verify(token: TestContext.Current.CancellationToken);
        findings.ShouldContain($"evaluation {evaluations[0].Id}: '{architectures[1]}' has another canonical form");
        findings.Single(line => line.StartsWith($"evaluation {evaluations[1].Id}: ", StringComparison.Ordinal)).ShouldContain("found 'n'");
        findings.ShouldContain($"step 2 of study {study}: '{architectures[0]}' has another canonical form, so evaluation {evaluations[2].Id} is not its own");
    }

    [Fact]
    public void Verify_can_be_ended_early()
    {
        using StudyStore store = Open();
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        store.Add(StoreSample.Evaluation(context, null, "c", ("a", 1)));
        Should.Throw<OperationCanceledException>(() => store.Verify(null, new CancellationToken(canceled: true)));
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }
}
