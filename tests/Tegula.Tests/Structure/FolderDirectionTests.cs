using System.Text.RegularExpressions;

namespace Tegula.Tests.Structure;

/// <summary>Data walks one way: a folder of the library uses only folders before it.</summary>
public sealed partial class FolderDirectionTests
{
    private static readonly string[] Order =
    [
        "Files", "Statistics", "Architectures", "Topology", "Datasets", "Kernels", "Drawing", "Design", "Spaces", "Networks", "Isometry", "Training",
        "Exchange", "Landscapes", "Benchmarks", "Indicators", "Search", "Analysis", "Experiments",
    ];

    [Fact]
    public void Every_folder_of_the_library_has_its_place() =>
        Directory.GetDirectories(Library()).Select(Path.GetFileName).Order().ShouldBe(Order.Order());

    [Fact]
    public void No_folder_uses_one_that_comes_after_it()
    {
        var backwards =
            from folder in Order
            from file in Directory.EnumerateFiles(Path.Combine(Library(), folder), "*.cs", SearchOption.AllDirectories)
            from used in Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["folder"].Value)
            where Array.IndexOf(Order, used) > Array.IndexOf(Order, folder)
            select $"{folder}/{Path.GetFileName(file)} uses {used}";

        backwards.ShouldBeEmpty();
    }

    private static string Library() => Checkout.PathOf("src", "Tegula");

    [GeneratedRegex(@"^using (static )?Tegula\.(?<folder>[A-Za-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Using();
}
