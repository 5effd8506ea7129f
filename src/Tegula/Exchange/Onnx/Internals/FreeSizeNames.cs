using System.Collections.Immutable;
using Tegula.Exchange.Onnx.Reading;

namespace Tegula.Exchange.Onnx.Internals;

/// <summary>Finds the sizes that a file names and leaves free.</summary>
internal static class FreeSizeNames
{
    /// <summary>Their names, each once, those of inputs first; the first size of an input is its batch, which is none of them.</summary>
    public static ImmutableArray<string> Of(GraphContent graph)
    {
        HashSet<string> stored = [.. graph.Initializers.Select(tensor => tensor.Name)];
        List<ValueContent> inputs = [.. graph.Inputs.Where(input => !stored.Contains(input.Name))];
        HashSet<string> batches = [.. inputs.SelectMany(input => (input.Shape ?? []).Take(1)).Where(IsFree).Select(size => size.Name)];
        return
        [
            .. inputs.Concat(graph.Outputs).Concat(graph.Values).SelectMany(value => value.Shape ?? []).Where(IsFree)
                .Select(size => size.Name).Where(name => !batches.Contains(name)).Distinct(),
        ];
    }

    private static bool IsFree(SizeContent size) => size.Size < 0 && size.Name.Length > 0;
}
