using System.Text.Json;
using Tegula.Dashboard.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Snapshots;

/// <summary>The course as the charts read it.</summary>
public sealed class CourseJsonTests
{
    [Fact]
    public void It_says_of_each_point_what_the_store_says()
    {
        using var study = new GrownStudy(1, name: "</script><b>&\"'");
        study.Grow(300);
        study.Store.SetStatus(study.Study.Id, StudyStatus.Failed, "the answer", "it broke");
        var json = Read(study, 100);
        var told = json.GetProperty("study");
        (told.GetProperty("name").GetString(), told.GetProperty("status").GetString(), told.GetProperty("answer").GetString(), told.GetProperty("error").GetString())
            .ShouldBe(("</script><b>&\"'", "failed", "the answer", "it broke"));
        (told.GetProperty("steps").GetInt32(), told.GetProperty("asked").ValueKind, told.GetProperty("store").GetString()).ShouldBe((300, JsonValueKind.Null, "grown.db"));
        (json.GetProperty("from").GetInt32(), json.GetProperty("next").GetInt32()).ShouldBe((100, 300));

        var steps = study.Store.Steps(study.Study.Id, 100);
        var byId = study.Store.Evaluations(new()).ToDictionary(evaluation => evaluation.Id);
        told.GetProperty("evaluations").GetInt32().ShouldBe(byId.Count);
        var points = json.GetProperty("points");
        Numbers(points, "step").ShouldBe(steps.Select(step => (double?)step.Number));
        Numbers(points, "evaluation").ShouldBe(steps.Select(step => (double?)step.Evaluation));
        points.GetProperty("cached").EnumerateArray().Select(item => item.GetBoolean()).ShouldBe(steps.Select(step => step.IsCached));
        foreach (var id in new[] { "kappa", "naswot", "params" })
            Numbers(points.GetProperty("values"), id).ShouldBe(steps.Select(step => byId[step.Evaluation].Indicators.TryGetValue(id, out var value) ? value.Value : null));
        json.GetProperty("indicators").EnumerateArray()
            .Select(item => (item.GetProperty("id").GetString(), item.GetProperty("lowerIsBetter").GetBoolean(), item.GetProperty("logarithmic").GetBoolean()))
            .ShouldBe([("kappa", true, true), ("naswot", false, false), ("params", true, true)]);
        json.GetProperty("spread").GetProperty("name").GetString().ShouldBe("population diversity in choices");
        Numbers(json.GetProperty("spread"), "value").ShouldBe(steps.Where(step => step.Spread is not null).Select(step => step.Spread));
        Numbers(json.GetProperty("turnedAway"), "count").ShouldBe(Enumerable.Range(100, 200).Select(count => (double?)count));
        Architectures(json.GetProperty("best")).Count.ShouldBe(Numbers(json.GetProperty("best"), "cost").Length);
        Architectures(json.GetProperty("front")).ShouldNotBeEmpty();
    }

    [Fact]
    public void Nothing_in_it_can_end_a_script()
    {
        using var study = new GrownStudy(1, name: "</script><img src=x onerror=alert(1)>");
        study.Grow(3);
        var text = System.Text.Encoding.UTF8.GetString(Snapshot(study).Json(0));
        text.ShouldNotContain("<");
        text.ShouldNotContain("\n");
    }

    [Fact]
    public void A_long_study_is_thinned_with_best_and_front_kept()
    {
        using var study = new GrownStudy(2);
        study.Grow(4_000);
        var json = Read(study, 0);
        var evaluations = Numbers(json.GetProperty("points"), "evaluation");
        evaluations.Length.ShouldBe(CourseJson.MostPoints);
        Numbers(json.GetProperty("points").GetProperty("values"), "kappa").Length.ShouldBe(CourseJson.MostPoints);
        Numbers(json.GetProperty("best"), "evaluation").ShouldAllBe(evaluation => evaluations.Contains(evaluation));
        Numbers(json.GetProperty("front"), "evaluation").ShouldAllBe(evaluation => evaluations.Contains(evaluation));
        var turnedAway = Numbers(json.GetProperty("turnedAway"), "count");
        (turnedAway.Length, turnedAway[^1]).ShouldBe((CourseJson.MostPoints, 3999.0));
        Numbers(Read(study, 3_990).GetProperty("points"), "step").ShouldBe(Enumerable.Range(3_990, 10).Select(step => (double?)step));
    }

    [Fact]
    public void What_is_not_finite_is_null()
    {
        using var study = new GrownStudy(3);
        study.Grow(20);
        var last = study.Store.Steps(study.Study.Id)[^1];
        study.Store.AddSteps(study.Study.Id, [last with { Number = 20, Spread = double.PositiveInfinity }, last with { Number = 21, Spread = 0.5 }]);
        var spread = Read(study, 17).GetProperty("spread");
        Numbers(spread, "step").ShouldBe([20.0, 21.0]);
        Numbers(spread, "value").ShouldBe([null, 0.5]);
    }

    private static StudySnapshot Snapshot(GrownStudy study) => new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();

    private static JsonElement Read(GrownStudy study, int from) => JsonDocument.Parse(Snapshot(study).Json(from)).RootElement;

    private static double?[] Numbers(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? null : (double?)item.GetDouble())];

    private static List<string?> Architectures(JsonElement parent) => [.. parent.GetProperty("architecture").EnumerateArray().Select(item => item.GetString())];
}
