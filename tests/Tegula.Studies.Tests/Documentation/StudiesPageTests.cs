using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Search;

namespace Tegula.Studies.Tests.Documentation;

public sealed class StudiesPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tegula-page-").FullName;

#pragma warning disable xUnit1051 // the example shows the call without a token
    [Fact]
    public void The_example_runs_and_stands_on_the_page_as_it_is_here()
    {
        var file = Path.Combine(_folder, "runs.db");

        // <example>
        using StudyStore store = StudyStore.Open(file);
        var request = new SearchRequest { Method = "random", Steps = 20 };
        SearchResult<IArchitecture> found = StudySearch.Run(store, "first", request, DatasetSpec.Open("synthetic"), "synthetic");
        var query = new EvaluationQuery { Study = "first", Ranges = [new("mse", null, 2)], OrderBy = "regions", Descending = true, Limit = 3 };
        foreach (StoredEvaluation evaluation in store.Evaluations(query))
            Console.WriteLine($"{evaluation.Architecture} {evaluation.Indicators["regions"].Value}");
        // </example>
        found.Evaluations.ShouldBe(20);
        store.Count(query).ShouldBeGreaterThan(3);
        PageExample().ShouldBe(OwnExample());
    }
#pragma warning restore xUnit1051

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string PageExample()
    {
        var text = File.ReadAllText(PathOf("docs", "studies.md"));
        var begin = text.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)].Trim();
    }

    private static string OwnExample()
    {
        var lines = File.ReadAllLines(PathOf("tests", "Tegula.Studies.Tests", "Documentation", "StudiesPageTests.cs"));
        var begin = Array.FindIndex(lines, line => line.Trim() == "// <example>");
        var end = Array.FindIndex(lines, line => line.Trim() == "// </example>");
        return string.Join('\n', lines[(begin + 1)..end].Select(line => line[Math.Min(8, line.Length)..])).Trim();
    }

    private static string PathOf(params string[] parts)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tegula.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the checkout's root is not above the tests");
        return Path.Combine([folder, .. parts]);
    }
}
