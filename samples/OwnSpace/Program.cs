using System.Globalization;
using OwnSpace;
using Tegula.Architectures.Custom;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;
using Tegula.Spaces.Custom;

var read = CustomSpaceReader.Read(Path.Combine(AppContext.BaseDirectory, "small.yaml"));
Console.WriteLine($"in code: {SmallSpace.Definition.Id}, in a file: {read.Id}");

var space = SpaceRegistry.Add(new CustomSpace(SmallSpace.Definition));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{space.Count:N0} cells keep to the constraints"));

var result = NeuralSearch.Find(new SyntheticImageDataset(), new SearchRequest
{
    Space = space.Id,
    Method = SearchMethods.Random,
    Steps = 20,
    Scoring = new() { Fidelity = Fidelity.Fast, Repeats = 1, BatchSize = 8 },
});
Console.WriteLine($"best of {result.Evaluations}: {result.Answer!.Architecture}");
