using Tegula.Compute;

namespace Tegula.Spaces.Internals;

/// <summary>What spaces share that are written as a tuple of choices.</summary>
internal static class ChoiceTuple
{
    /// <summary>One uniform option for each choice.</summary>
    public static int[] Sample(IReadOnlyList<int> counts, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var choices = new int[counts.Count];
        for (int choice = 0; choice < choices.Length; choice++)
            choices[choice] = random.NextInt(counts[choice]);
        return choices;
    }

    /// <summary>Another option than the given one, each as likely.</summary>
    public static int Other(int option, int count, RandomStream random)
    {
        int place = random.NextInt(count - 1);
        return place < option ? place : place + 1;
    }

    /// <summary>How many choices differ.</summary>
    public static int Distance(int[] left, int[] right) => left.Zip(right).Count(pair => pair.First != pair.Second);

    /// <summary>Checks a tuple.</summary>
    /// <exception cref="ArgumentException">There are not as many choices as counts, or one is none of its options.</exception>
    public static void Require(ReadOnlySpan<int> choices, IReadOnlyList<int> counts)
    {
        if (choices.Length != counts.Count)
            throw new ArgumentException($"there are {choices.Length} choices, expected {counts.Count}");
        for (int choice = 0; choice < choices.Length; choice++)
        {
            if ((uint)choices[choice] >= (uint)counts[choice])
                throw new ArgumentException($"choice {choice} is {choices[choice]}, expected 0 to {counts[choice] - 1}");
        }
    }
}
