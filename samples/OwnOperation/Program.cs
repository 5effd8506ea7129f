using System.Globalization;
using OwnOperation;
using Tegula.Architectures.Custom;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Spaces.Custom;

CellOperations.Register(new BottleneckOperation());

var definition = new CustomSpaceDefinition(
    "bottlenecks",
    new CustomCellShape(4),
    [
        new("none", "none"),
        new("skip", "identity"),
        new("bottleneck", "bottleneck"),
        new("wide", "bottleneck", ("kernel", 5), ("reduction", 2)),
    ]);
var space = SpaceRegistry.Add(new CustomSpace(definition));

var result = NeuralSearch.Find(new SyntheticImageDataset(), new SearchRequest
{
    Space = space.Id,
    Method = SearchMethods.Evolution,
    Steps = 20,
    Scoring = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8 },
});
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{space.Id}: {space.Count:N0} cells"));
Console.WriteLine($"best of {result.Evaluations}: {result.Answer!.Architecture}");
