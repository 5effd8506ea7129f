using System.Diagnostics.CodeAnalysis;

namespace Tegula.Indicators;

/// <summary>Counts distinct patterns of signs, each packed into as many machine words as it needs.</summary>
/// <param name="capacity">Patterns that may be added after <see cref="Start"/>.</param>
internal sealed class ActivationPatterns(int capacity) : IEqualityComparer<int>
{
    private const int WordBits = 64;

    private HashSet<int>? _distinct;
    private ulong[] _words = [];
    private int _wordsPerPattern;
    private int _bits;
    private int _next;

    /// <summary>Distinct patterns since the start.</summary>
    public int Distinct => _distinct?.Count ?? 0;

    /// <summary>Forgets everything and begins with patterns of another length.</summary>
    public void Start(int bits)
    {
        _bits = bits;
        _wordsPerPattern = (bits + WordBits - 1) / WordBits;
        if (_words.Length < capacity * _wordsPerPattern) _words = new ulong[capacity * _wordsPerPattern];
        _next = 0;
        (_distinct ??= new HashSet<int>(capacity, this)).Clear();
    }

    /// <summary>Adds the pattern of one sample: which of its values are above zero.</summary>
    /// <param name="values">(value, sample).</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="samples">How many there are.</param>
    public void Add(ReadOnlySpan<float> values, int sample, int samples)
    {
        Span<ulong> pattern = Pattern(_next);
        pattern.Clear();
        for (int bit = 0; bit < _bits; bit++)
        {
            if (values[(bit * samples) + sample] > 0f) pattern[bit / WordBits] |= 1UL << (bit % WordBits);
        }

        _distinct!.Add(_next++);
    }

    /// <inheritdoc/>
    public bool Equals(int x, int y) => Pattern(x).SequenceEqual(Pattern(y));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] int obj)
    {
        var hash = default(HashCode);
        foreach (ulong word in Pattern(obj)) hash.Add(word);
        return hash.ToHashCode();
    }

    private Span<ulong> Pattern(int index) => _words.AsSpan(index * _wordsPerPattern, _wordsPerPattern);
}
