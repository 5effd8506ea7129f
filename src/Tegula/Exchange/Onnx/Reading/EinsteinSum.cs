namespace Tegula.Exchange.Onnx.Reading;

/// <summary>A sum of products over named axes, as <c>Einsum</c> writes it.</summary>
/// <param name="Shape">Sizes of the result.</param>
/// <param name="Products">Products that are added: the sizes of all axes multiplied; -1 where one is unknown.</param>
internal sealed record EinsteinSum(long[] Shape, long Products)
{
    /// <summary>Reads the equation; null where it has no right side or dots, or does not fit the inputs.</summary>
    public static EinsteinSum? Of(NodeContent node, IReadOnlyList<ValueFacts?> inputs)
    {
        string[] sides = node.Text("equation").Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2 || sides[0].Contains('.', StringComparison.Ordinal))
            return null;
        string[] terms = sides[0].Split(',');
        var sizes = new Dictionary<char, long>();
        for (int index = 0; index < terms.Length; index++)
        {
            if (index >= inputs.Count || inputs[index]?.Shape is not { } shape || shape.Length != terms[index].Length)
                return null;
            for (int axis = 0; axis < shape.Length; axis++)
                sizes[terms[index][axis]] = Math.Max(shape[axis], sizes.GetValueOrDefault(terms[index][axis], Sizes.Unknown));
        }

        return sides[1].All(sizes.ContainsKey)
            ? new([.. sides[1].Select(axis => sizes[axis])], Sizes.Product([.. sizes.Values]))
            : null;
    }
}
