using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Networks;
using Tegula.Search;

namespace Tegula.Tests.Documentation;

public sealed class ReadmeTests
{
#pragma warning disable xUnit1051 // the example shows the call without a token
    [Fact]
    public void The_example_runs_and_stands_in_the_readme_as_it_is_here()
    {
        // <example>
        var data = DatasetSpec.Open("synthetic");
        var scoring = new IndicatorOptions { Fidelity = Fidelity.Fast, Seed = 1 };
        var request = new SearchRequest { Method = "random", Steps = 20, Scoring = scoring };
        SearchResult<IArchitecture> found = NeuralSearch.Find(data, request);
        IArchitecture cell = found.Answer!.Architecture;
        Console.WriteLine($"{cell} is the best of {found.Evaluations}");
        foreach ((string id, IndicatorValue value) in found.Answer.Score.Indicators)
            Console.WriteLine($"{id}: {value.Value:g4} with spread {value.Sd:g4}, {value.Status}");
        NetworkCost cost = ArchitectureCost.Of(cell)!.Whole;
        Console.WriteLine($"{cost.Parameters} parameters, {cost.Macs} MACs");
        // </example>
        found.Evaluations.ShouldBe(20);
        ReadmeExample().ShouldBe(OwnExample());
    }

    private static string ReadmeExample()
    {
        string text = File.ReadAllText(Checkout.PathOf("README.md"));
        int begin = text.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)].Trim();
    }

    private static string OwnExample()
    {
        string[] lines = File.ReadAllLines(Checkout.PathOf("tests", "Tegula.Tests", "Documentation", "ReadmeTests.cs"));
        int begin = Array.FindIndex(lines, line => line.Trim() == "// <example>");
        int end = Array.FindIndex(lines, line => line.Trim() == "// </example>");
        return string.Join('\n', lines[(begin + 1)..end].Select(line => line[Math.Min(8, line.Length)..])).Trim();
    }
}
