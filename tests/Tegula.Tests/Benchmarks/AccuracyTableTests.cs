using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Spaces;

namespace Tegula.Tests.Benchmarks;

public sealed class AccuracyTableTests : IDisposable
{
    private static readonly SpaceInfo Cells = SpaceRegistry.Get("nas-bench-201");
    private static readonly SpaceInfo Darts = SpaceRegistry.Get("darts");
    private static readonly string[] Twelve = [.. NasBench201Space.Instance.Enumerate().Take(12).Select(cell => cell.ToString())];

    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-accuracies-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_layout_of_the_benchmark_is_known_plain_and_gzip(bool isGzip)
    {
        string text = Table(
            "index,arch,c10_test_200,c100_test_200,in16_test_200,c10_test_12", row => $"{row},{Twelve[row]},{90 + (row / 10.0)},{row},{30 + row},1");
        AccuracyTable table = AccuracyTable.Load(Write(isGzip ? Gzip(text) : Encoding.UTF8.GetBytes(text)), Cells);

        table.Architectures.Select(cell => cell.ToString()).ShouldBe(Twelve);
        IReadOnlyList<AccuracyColumn> found = table.Accuracies();
        found.Select(column => column.Dataset).ShouldBe(["cifar10", "cifar100", "imagenet16-120"]);
        found.Select(column => column.Column).ShouldBe(["c10_test_200", "c100_test_200", "in16_test_200"]);
        found[0].Percent.ShouldBe(Enumerable.Range(0, 12).Select(row => 90 + (row / 10.0)));
        found[2].Percent.ShouldBe(Enumerable.Range(0, 12).Select(row => 30.0 + row));
        table.Accuracies(["c10_test_12", "cifar100"]).Select(column => column.Dataset).ShouldBe(["c10_test_12", "cifar100"]);
    }

    [Fact]
    public void Genotypes_of_any_dialect_are_read_and_columns_are_found_by_their_names()
    {
        IArchitecture[] genotypes = [.. Darts.Sample(12, 3)];

        // A name in front of the first, double quotes in every second, and the text in quotes because of its commas.
        string Field(IArchitecture genotype, int row) =>
            (row == 0 ? "\"NAME = " : "\"") + (row % 2 == 0 ? $"{genotype}" : $"{genotype}".Replace("'", "\"\"", StringComparison.Ordinal)) + "\"";
        string text = "genotype,val_acc,Test_Accuracy,test_error,train_time,note\n"
            + string.Concat(genotypes.Select((genotype, row) => $"{Field(genotype, row)},{90 - row},{80 + row},5,100,fine\n"));
        AccuracyTable table = Load(text, Darts);

        table.Architectures.ShouldBe(genotypes);
        table.Columns.ShouldBe(["val_acc", "Test_Accuracy", "test_error", "train_time", "note"]);
        table.Accuracies().Select(column => column.Dataset).ShouldBe(["val_acc", "Test_Accuracy"]);
        table.Accuracies(["test_error"])[0].Percent.ShouldAllBe(value => value == 5);
    }

    [Fact]
    public void Several_rows_of_an_architecture_are_one_with_their_mean()
    {
        AccuracyTable table = Load(
            Table("arch,acc", row => $"{Twelve[row]},{50 + row}") + $"{Twelve[3]},57\n{Twelve[3]},60\n", Cells);

        table.Architectures.Length.ShouldBe(12);
        table.Accuracies()[0].Percent[3].ShouldBe((53 + 57 + 60) / 3.0, 1e-12);
        table.Accuracies()[0].Percent[4].ShouldBe(54);
    }

    [Fact]
    public void Fractions_become_percentages()
    {
        Load(Table("arch,acc", row => $"{Twelve[row]},{0.05 * row}"), Cells).Accuracies()[0].Percent
            .ShouldBe(Enumerable.Range(0, 12).Select(row => 5.0 * row), 1e-9);
        Load(Table("arch,acc", row => $"{Twelve[row]},{row}"), Cells).Accuracies()[0].Percent[1].ShouldBe(1);
    }

    [Theory]
    [InlineData("", "the file is empty, expected a CSV header with the column arch and accuracies")]
    [InlineData("cell,acc\n", "line 1: the column arch (or genotype) is missing; found cell, acc")]
    [InlineData("arch,acc,acc\n", "line 1: the column 'acc' appears 2 times, expected once")]
    [InlineData("arch,acc\n", "the table holds 0 architectures, expected at least 10")]
    [InlineData("arch,acc\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,1\n", "the table holds 1 architectures, expected at least 10")]
    [InlineData("arch,acc\n|none~0|+|none~0|none~1|+|none~0|none~1|none~2|\n", "line 2: the row has 1 fields, expected 2 as in the header")]
    [InlineData("arch,acc\nnonsense,1\n", "line 2: no architecture of nas-bench-201: NAS-Bench-201 arch string, character 1")]
    [InlineData("arch,acc\n\"nonsense,1\n", "line 2: this is not CSV, expected comma-separated fields with closed quotes")]
    public void A_file_that_is_no_table_is_refused_in_one_line(string text, string message)
    {
        string separator = message.StartsWith("line", StringComparison.Ordinal) ? ", " : ": ";
        Refusal(() => Load(text, Cells)).ShouldStartWith(separator + message);
    }

    [Fact]
    public void A_column_that_cannot_be_used_is_refused_in_one_line()
    {
        string text = Table("arch,score,acc,rate", row => $"{Twelve[row]},{row},{(row == 2 ? "n/a" : "5")},{100 + row}");
        AccuracyTable table = Load(text, Cells);

        Refusal(() => table.Accuracies()).ShouldBe(", line 4: column acc holds 'n/a', expected a percentage from 0 to 100");
        Refusal(() => table.Accuracies(["precision"])).ShouldBe(", line 1: the column precision is missing; found score, acc, rate");
        Refusal(() => table.Accuracies(["cifar10"])).ShouldBe(", line 1: the column c10_test_200 is missing; found score, acc, rate");
        Refusal(() => table.Accuracies(["rate"])).ShouldBe(": column rate holds numbers from 100 to 111, expected percentages from 0 to 100");
        Refusal(() => Load(Table("arch,score", row => $"{Twelve[row]},{row}"), Cells).Accuracies())
            .ShouldBe(", line 1: no column has 'acc' or 'test' in its name; name the one to take, one of score");
        Refusal(() => Load(Table("arch,c10_test_200,in16_test_200", row => $"{Twelve[row]},{row},1"), Cells).Accuracies())
            .ShouldBe(", line 1: the column c100_test_200 is missing; found c10_test_200, in16_test_200");
    }

    [Fact]
    public void The_published_table_is_read_row_by_row()
    {
        RawTable raw = RawTable.LoadOrSkip();
        AccuracyTable table = AccuracyTable.Load(SharedData.FileOrSkip(RawTable.FileName), Cells);

        table.Architectures.Select(cell => cell.ToString()).ShouldBe(raw.Text("arch"));
        table.Accuracies().Select(column => column.Percent.Max()).ShouldBe([94.3733, 73.5133, 47.3111]);
        table.Accuracies(["c100_val_12"])[0].Percent.ShouldBe(raw.Doubles("c100_val_12"));
    }

    private static string Table(string header, Func<int, FormattableString> row) =>
        header + "\n" + string.Concat(Enumerable.Range(0, 12).Select(index => row(index).ToString(CultureInfo.InvariantCulture) + "\n"));

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionMode.Compress))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private string FileName() => Path.Combine(_folder, "table");

    private string Refusal(Action act) => Should.Throw<BenchmarkFormatException>(act).Message[FileName().Length..];

    private AccuracyTable Load(string text, SpaceInfo space) => AccuracyTable.Load(Write(Encoding.UTF8.GetBytes(text)), space);

    private string Write(byte[] bytes)
    {
        File.WriteAllBytes(FileName(), bytes);
        return FileName();
    }
}
