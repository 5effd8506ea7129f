using System.Globalization;
using Tegula.Compute;
using Tegula.Spaces;

namespace Tegula.Tests.Search;

/// <summary>Supernets of digit words, such as <c>[012][02][1]</c>: a set of digits for each place. Each place is a group that loses digits.</summary>
internal sealed class DigitSupernetSpace(int length, int digits, int take = 1) : ISupernetSpace<string>
{
    public string Id => $"digit-supernets-{length}-{digits}";

    public long? Count => digits == 0 ? 0 : null;

    public string Whole => string.Concat(Enumerable.Repeat($"[{string.Concat(Enumerable.Range(0, digits))}]", length));

    public IReadOnlyList<int> ChoiceCounts => [.. Enumerable.Repeat((1 << digits) - 1, length)];

    public static string[] Places(string supernet) => supernet[1..^1].Split("][");

    /// <summary>The id of a digit at a place is ten times the place plus the digit.</summary>
    public IReadOnlyList<PruningGroup> Groups(string supernet) =>
    [
        .. from place in Places(supernet).Index()
           where place.Item.Length > 1
           select new PruningGroup([.. place.Item.Select(digit => (10 * place.Index) + digit - '0')], Math.Min(take, place.Item.Length - 1)),
    ];

    public string Without(string supernet, IEnumerable<int> removals)
    {
        var places = Places(supernet);
        foreach (var (place, digit) in removals.Select(removal => (removal / 10, (char)('0' + (removal % 10)))))
        {
            if (!places[place].Contains(digit, StringComparison.Ordinal))
                throw new ArgumentException($"place {place} has no digit {digit}");
            places[place] = places[place].Replace(digit.ToString(CultureInfo.InvariantCulture), "", StringComparison.Ordinal);
        }

        return Text(places);
    }

    public IEnumerable<string> Enumerate() => throw new NotSupportedException("supernets are not listed here");

    public string Sample(RandomStream random) => FromChoices([.. ChoiceCounts.Select(random.NextInt)]);

    public string Mutate(string architecture, RandomStream random)
    {
        var choices = ToChoices(architecture);
        var place = random.NextInt(length);
        choices[place] = (choices[place] + 1 + random.NextInt(ChoiceCounts[place] - 1)) % ChoiceCounts[place];
        return FromChoices(choices);
    }

    public string Parse(string text) => text;

    public string Format(string architecture) => architecture;

    public string ComputationKey(string architecture) => architecture.Replace("[0]", "", StringComparison.Ordinal);

    public int Distance(string left, string right) => Places(left).Zip(Places(right)).Count(pair => pair.First != pair.Second);

    public string FromChoices(ReadOnlySpan<int> choices) =>
        Text(choices.ToArray().Select(choice => string.Concat(Enumerable.Range(0, digits).Where(digit => ((choice + 1) >> digit & 1) == 1))));

    public int[] ToChoices(string architecture) => [.. Places(architecture).Select(place => place.Sum(digit => 1 << (digit - '0')) - 1)];

    public bool Admits(string architecture) => true;

    public long TurnedAway => 0;

    public bool Keeps(string supernet) => true;

    public bool IsAffordable(string supernet) => true;

    private static string Text(IEnumerable<string> places) => string.Concat(places.Select(place => $"[{place}]"));
}
