using Tegula.Compute;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

/// <summary>Words of digits, small enough to list; the key leaves out all zeros, so that <c>120</c> and <c>102</c> count as the same computation.</summary>
internal sealed class DigitSpace(int length, int digits, bool enumerable = true) : ISearchSpace<string>
{
    public string Id => $"digits-{length}-{digits}";

    public long? Count => enumerable ? (long)Math.Pow(digits, length) : null;

    public IEnumerable<string> Enumerate() => Enumerable.Range(0, (int)Count!.Value).Select(Word);

    public string Sample(RandomStream random) => Word(random.NextInt((int)Math.Pow(digits, length)));

    public string Mutate(string architecture, RandomStream random)
    {
        if (digits == 1)
            return architecture;
        var place = random.NextInt(length);
        var other = (architecture[place] - '0' + 1 + random.NextInt(digits - 1)) % digits;
        return $"{architecture[..place]}{other}{architecture[(place + 1)..]}";
    }

    public string Parse(string text) => text;

    public string Format(string architecture) => architecture;

    public string ComputationKey(string architecture) => architecture.Replace("0", "", StringComparison.Ordinal);

    public int Distance(string left, string right) => left.Zip(right).Count(pair => pair.First != pair.Second);

    public IReadOnlyList<int> ChoiceCounts => [.. Enumerable.Repeat(digits, length)];

    public string FromChoices(ReadOnlySpan<int> choices)
    {
        var word = new char[choices.Length];
        for (var place = 0; place < word.Length; place++)
            word[place] = (char)('0' + choices[place]);
        return new(word);
    }

    public int[] ToChoices(string architecture) => [.. architecture.Select(digit => digit - '0')];

    public bool Admits(string architecture) => true;

    public long TurnedAway => 0;

    private string Word(int number)
    {
        var word = new char[length];
        for (var place = 0; place < length; place++, number /= digits)
            word[place] = (char)('0' + (number % digits));
        return new(word);
    }
}
