using System.IO.Compression;
using System.Text;
using Tegula.Architectures;
using Tegula.Benchmarks;

namespace Tegula.Tests.Benchmarks;

public sealed class TabularBenchmarkTests : IDisposable
{
    private const string First = "|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|";
    private const string Second = "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|";
    private const string Header = "arch,c10_test_200,c10_val_12,c100_test_200,in16_test_200,c10_params";
    private const string Small = $"{Header}\n{First},10.5,9.25,1,2,73306\n{Second},90,80,70.5,40,1e6\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_table_is_read_plain_or_gzip_whatever_its_name(bool isGzip)
    {
        TabularBenchmark table = TabularBenchmark.Load(Write(isGzip ? Gzip(Small) : Encoding.UTF8.GetBytes(Small)));
        NasBench201Cell first = NasBench201Cell.Parse(First);
        NasBench201Cell second = NasBench201Cell.Parse(Second);

        table.Cells.ShouldBe([first, second]);
        table.Columns.ShouldBe(["c10_test_200", "c10_val_12", "c100_test_200", "in16_test_200", "c10_params"]);
        table.Accuracy(first, "cifar10").ShouldBe(10.5);
        table.Accuracy(second, "cifar10", BenchmarkSplit.Validation, 12).ShouldBe(80);
        table.Accuracy(second, "cifar100").ShouldBe(70.5);
        table.Accuracy(first, "imagenet16-120").ShouldBe(2);
        table.Value(second, "c10_params").ShouldBe(1_000_000);
        table.Best("cifar10").ShouldBe((second, 90));
        table.Best("cifar10", BenchmarkSplit.Validation, 12).ShouldBe((second, 80));
        table.Contains(first).ShouldBeTrue();
    }

    [Fact]
    public void A_byte_order_mark_windows_line_ends_quotes_and_empty_lines_are_accepted()
    {
        string text = "\uFEFF" + Small.Replace("\n", "\r\n\r\n", StringComparison.Ordinal).Replace(First, $"\"{First}\"", StringComparison.Ordinal);

        TabularBenchmark.Load(Write(Encoding.UTF8.GetBytes(text))).Cells.Length.ShouldBe(2);
    }

    [Fact]
    public void Of_equally_good_cells_the_first_is_the_best() =>
        Load($"{Header}\n{Second},50,1,1,1,1\n{First},50,1,1,1,1\n").Best("cifar10").Cell.ToString().ShouldBe(Second);

    [Fact]
    public void Asking_for_what_the_table_does_not_hold_says_so()
    {
        TabularBenchmark table = Load(Small);
        NasBench201Cell absent = new(default, default, default, default, default, default);

        table.Contains(absent).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => table.Accuracy(absent, "cifar10")).Message.ShouldContain($"does not hold the cell {absent}");
        Should.Throw<ArgumentException>(() => table.Accuracy(table.Cells[0], "svhn")).Message
            .ShouldBe("unknown data set 'svhn', expected one of cifar10, cifar100, imagenet16-120");
        Should.Throw<ArgumentException>(() => table.Accuracy(table.Cells[0], "cifar10", BenchmarkSplit.Validation)).Message
            .ShouldContain("has no column c10_val_200; it has c10_test_200, c10_val_12");
        Should.Throw<ArgumentException>(() => table.Best("cifar10", epochs: 13)).Message.ShouldContain("no column c10_test_13");
    }

    [Theory]
    [InlineData("", "table: the file is empty, expected a CSV header with the column arch and the accuracies")]
    [InlineData("\n\n", "table: the file is empty, expected a CSV header with the column arch and the accuracies")]
    [InlineData("a,b\n1,2\n", "table, line 1: the column arch is missing; found a, b")]
    [InlineData("arch,c10_test_200,in16_test_200\nx,1,2\n", "table, line 1: the column c100_test_200 is missing; found arch, c10_test_200, in16_test_200")]
    [InlineData(Header + ",c10_params\n", "table, line 1: the column 'c10_params' appears 2 times, expected once")]
    [InlineData(Header + "\n", "table, line 1: there is no row after the header, expected at least one cell")]
    [InlineData(Header + "\n" + First + ",1,2,3,4\n", "table, line 2: the row has 5 fields, expected 6 as in the header")]
    [InlineData(Small + First + ",1,2,3,4,5\n", "table, line 4: the cell " + First + " stands here again, expected each once; it was on line 2")]
    [InlineData(Header + "\n" + First + ",1,ninety,3,4,5\n", "table, line 2: column c10_val_12 holds 'ninety', expected a percentage from 0 to 100")]
    [InlineData(Header + "\n" + First + ",1,,3,4,5\n", "table, line 2: column c10_val_12 holds '', expected a percentage from 0 to 100")]
    [InlineData(Header + "\n" + First + ",100.5,2,3,4,5\n", "table, line 2: column c10_test_200 holds '100.5', expected a percentage from 0 to 100")]
    [InlineData(Header + "\n" + First + ",1,2,-3,4,5\n", "table, line 2: column c100_test_200 holds '-3', expected a percentage from 0 to 100")]
    [InlineData(Header + "\n" + First + ",1,2,3,NaN,5\n", "table, line 2: column in16_test_200 holds 'NaN', expected a percentage from 0 to 100")]
    [InlineData(Header + "\n" + First + ",1,2,3,4,many\n", "table, line 2: column c10_params holds 'many', expected a finite number")]
    [InlineData(
        Header + "\n\n|none~0|,1,2,3,4,5\n",
        "table, line 3: column arch: NAS-Bench-201 arch string, character 9: found the end of the text, expected '+' and then node 2")]
    [InlineData(Header + "\n\"" + First + ",1,2,3,4,5\n", "table, line 2: this is not CSV, expected comma-separated fields with closed quotes")]
    public void A_malformed_table_is_refused_with_file_line_finding_and_expectation(string text, string message)
    {
        BenchmarkFormatException error = Should.Throw<BenchmarkFormatException>(() => Load(text));

        error.Message.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ShouldBe(message);
        error.File.ShouldBe(Path.Combine(_folder, "table"));
        error.Message.ShouldContain(error.Line == 0 ? "table:" : $"line {error.Line}:");
    }

    [Fact]
    public void Binary_data_is_refused_on_one_line()
    {
        byte[] noise = [.. Enumerable.Range(0, 5_000).Select(i => (byte)((i * 73) ^ (i >> 3)))];

        string message = Should.Throw<BenchmarkFormatException>(() => TabularBenchmark.Load(Write(noise))).Message;
        message.ShouldNotContain('\n');
        message.Length.ShouldBeLessThan(700);
    }

    [Fact]
    public void Damaged_gzip_data_is_refused_wherever_it_is_damaged()
    {
        byte[] good = Gzip(Small);
        for (int length = 3; length < good.Length; length += 7)
            LoadDamaged(good[..length]);
        for (int at = 10; at < good.Length - 4; at += 5)
        {
            byte[] damaged = [.. good];
            damaged[at] ^= 0x55;
            LoadDamaged(damaged);
        }

        void LoadDamaged(byte[] bytes)
        {
            string path = Write(bytes);
            Should.Throw<BenchmarkFormatException>(() => TabularBenchmark.Load(path)).Message.ShouldStartWith(path);
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        string path = Path.Combine(_folder, "absent.csv");

        Should.Throw<FileNotFoundException>(() => TabularBenchmark.Load(path)).Message.ShouldBe($"there is no benchmark table {path}");
        Should.Throw<BenchmarkFormatException>(() => TabularBenchmark.Load(_folder)).Message.ShouldContain("this is a folder");
        Should.Throw<ArgumentException>(() => TabularBenchmark.Load(""));
    }

    [Fact]
    public void The_published_table_is_read_number_by_number()
    {
        RawTable raw = RawTable.LoadOrSkip();
        TabularBenchmark table = TabularBenchmark.Load(SharedData.FileOrSkip(RawTable.FileName));

        table.Cells.Select(cell => cell.ToString()).ShouldBe(raw.Text("arch"));
        table.Columns.Count.ShouldBe(20);
        foreach (string column in table.Columns)
            table.Cells.Select(cell => table.Value(cell, column)).ShouldBe(raw.Doubles(column));

        // Maxima of the test accuracies as the table's provenance states them.
        TabularBenchmark.Datasets.Select(id => table.Best(id).Accuracy).ShouldBe([94.3733, 73.5133, 47.3111]);
        TabularBenchmark.Datasets.Select(id => table.Best(id, BenchmarkSplit.Validation).Accuracy).ShouldBe([91.57, 73.26, 47.33], 0.006);
        table.Accuracy(table.Cells[0], "cifar100", BenchmarkSplit.Test, 12).ShouldBe(31.26);
        table.Accuracy(table.Cells[1], "imagenet16-120", BenchmarkSplit.Validation, 200).ShouldBe(44);
    }

    private TabularBenchmark Load(string text) => TabularBenchmark.Load(Write(Encoding.UTF8.GetBytes(text)));

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, "table");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionMode.Compress))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
