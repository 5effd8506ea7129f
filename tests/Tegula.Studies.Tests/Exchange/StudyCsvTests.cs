using System.Globalization;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Tegula.Indicators;
using Tegula.Studies.Exchange;

namespace Tegula.Studies.Tests.Exchange;

public sealed class StudyCsvTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(40);

    [Fact]
    public void Every_field_is_read_back_as_it_lies_in_the_store() => Check.One(
        Runs,
        Prop.ForAll(HostileValues.Arbitrary, values =>
        {
            using var folder = new ScratchFolder();
            using var store = folder.NewStore();
            SampleStudies.Fill(store, values.Texts, values.Numbers);
            foreach (var study in (string?[])[null, SampleStudies.Done, SampleStudies.Running])
                CheckRows(store, study);
        }));

    [Fact]
    public void Indicators_stand_in_the_order_of_reports_and_unknown_ones_behind()
    {
        using var folder = new ScratchFolder();
        using var store = folder.NewStore();
        SampleStudies.Fill(store);
        var header = Read(store, null).Header;
        header.Where(name => name.EndsWith("_status", StringComparison.Ordinal))
            .ShouldBe(["kappa_status", "regions_status", "mse_status", "own-indicator_status"]);
        header.Distinct().Count().ShouldBe(header.Length);
        Read(store, SampleStudies.Running).Header.ShouldNotContain("own-indicator");
    }

    [Fact]
    public void A_store_without_evaluations_has_a_header_alone()
    {
        using var folder = new ScratchFolder();
        using var store = folder.NewStore();
        var (header, rows) = Read(store, null);
        header.ShouldContain("architecture");
        rows.ShouldBeEmpty();
    }

    private static void CheckRows(StudyStore store, string? study)
    {
        var (header, rows) = Read(store, study);
        var contexts = store.Contexts().ToDictionary(context => context.Id);
        var steps = study is null ? [] : store.Steps(store.FindStudy(study)!.Id);
        var evaluations = store.Evaluations(new() { Study = study }).ToList();
        rows.Count.ShouldBe(evaluations.Count);
        foreach (var (row, stored) in rows.Zip(evaluations))
        {
            var context = contexts[stored.Context];
            string Field(string name) => row[Array.IndexOf(header, name)];
            Field("id").ShouldBe($"{stored.Id}");
            Field("step").ShouldBe(steps.FirstOrDefault(step => step.Evaluation == stored.Id) is { } first ? $"{first.Number}" : "");
            Field("study").ShouldBe(store.Studies().First(other => other.Id == stored.Study).Name);
            Field("architecture").ShouldBe(stored.Architecture);
            Field("canonical").ShouldBe(stored.Computation);
            Field("machine").ShouldBe(stored.Machine);
            Field("version").ShouldBe(stored.Version);
            Field("error").ShouldBe(stored.Error ?? "");
            Field("data").ShouldBe(context.Data);
            Field("data_sha256").ShouldBe(context.Context.DataSha256);
            Field("seed").ShouldBe(context.Context.Settings["seed"]);
            Field("fidelity").ShouldBe("fast");
            Field("batchSize").ShouldBe("");
            Field("sha256").ShouldBe(stored.Sha256);
            Field("threads").ShouldBe($"{stored.Threads}");
            DateTimeOffset.Parse(Field("started"), CultureInfo.InvariantCulture).ShouldBe(stored.Started);
            Bits(Field("seconds")).ShouldBe(BitConverter.DoubleToInt64Bits(stored.Seconds));
            foreach (var id in header.Where(name => header.Contains($"{name}_sd")))
            {
                var value = stored.Indicators.GetValueOrDefault(id);
                Bits(Field(id)).ShouldBe(value?.Value is { } mean ? BitConverter.DoubleToInt64Bits(mean) : null);
                Bits(Field($"{id}_sd")).ShouldBe(value?.Sd is { } sd ? BitConverter.DoubleToInt64Bits(sd) : null);
                Field($"{id}_status").ShouldBe(value?.Status switch { null => "", IndicatorStatus.InputIndependent => "input-independent", _ => "ok" });
            }
        }
    }

    private static long? Bits(string field) => field.Length == 0 ? null : BitConverter.DoubleToInt64Bits(double.Parse(field, CultureInfo.InvariantCulture));

    private static (string[] Header, List<string[]> Rows) Read(StudyStore store, string? study)
    {
        using var writer = new StringWriter();
        var count = StudyCsv.Write(store, study, writer).Evaluations;
        var rows = new List<string[]>();
        using var reader = CsvReader.FromText(writer.ToString(), new CsvReaderOptions { MalformedData = CsvMalformedDataHandling.Throw });
        string[] header = [.. reader.Headers];
        while (reader.Read())
        {
            reader.FieldCount.ShouldBe(header.Length);
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        count.ShouldBe(rows.Count);
        return (header, rows);
    }
}
