using System.Security.Cryptography;

namespace Tegula.Cli.Tests;

public sealed class DataCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void List_names_what_the_data_option_takes()
    {
        var kinds = Shell.Run("data", "list", "--json").Json().GetProperty("datasets").EnumerateArray();
        var ids = kinds.Select(kind => kind.GetProperty("id").GetString()).ToList();
        ids.ShouldContain("synthetic");
        ids.ShouldContain("cifar10");
        var text = Shell.Run("data", "list");
        text.ExitCode.ShouldBe(0);
        foreach (var id in ids)
            text.Output.ShouldContain($"  {id}");
    }

    [Fact]
    public void Verify_counts_and_hashes_images_and_tables()
    {
        var images = folder.WriteCifar("images.bin", 30);
        var table = folder.Write("table.csv", Tables.OneRow);
        var result = Shell.Run("data", "verify", $"cifar10:{images}", "--table", table, "--json");
        result.ExitCode.ShouldBe(0, result.Error);

        var dataset = result.Json().GetProperty("datasets")[0];
        dataset.GetProperty("count").GetInt32().ShouldBe(30);
        dataset.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ShouldBe([3, 32, 32]);
        dataset.GetProperty("classCounts").EnumerateArray().Select(count => count.GetInt32()).ShouldBe(Enumerable.Repeat(3, 10));
        dataset.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(images))));

        var found = result.Json().GetProperty("tables")[0];
        found.GetProperty("count").GetInt32().ShouldBe(1);
        found.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(table))));

        Shell.Run("data", "verify", $"cifar10:{images}").Output.ShouldContain("3x32x32");
    }
}
