using System.Globalization;

namespace Tegula.Architectures.Internals;

/// <summary>Reads the parts of a Python expression such as a genotype; spaces, line ends and comments may stand between any two parts.</summary>
/// <param name="text">The whole text.</param>
/// <param name="subject">What the text is meant to be, for messages.</param>
internal ref struct PythonTextReader(ReadOnlySpan<char> text, string subject)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _next;

    /// <summary>Where the next part begins.</summary>
    public int Here()
    {
        while (_next < _text.Length && (char.IsWhiteSpace(_text[_next]) || _text[_next] == '#'))
        {
            int comment = _text[_next] == '#' ? _text[_next..].IndexOf('\n') : 0;
            _next = comment < 0 ? _text.Length : _next + comment + 1;
        }

        return _next;
    }

    /// <summary>True when a letter comes next.</summary>
    public bool IsAtLetter() => Here() < _text.Length && char.IsAsciiLetter(_text[_next]);

    /// <summary>Letters, digits and underscores; may be empty.</summary>
    public ReadOnlySpan<char> ReadWord()
    {
        int start = Here();
        while (_next < _text.Length && (char.IsAsciiLetterOrDigit(_text[_next]) || _text[_next] == '_'))
            _next++;
        return _text[start.._next];
    }

    /// <summary>A name and the '=' behind it.</summary>
    public void ReadKeyword(string name)
    {
        int start = Here();
        ReadOnlySpan<char> word = ReadWord();
        if (!word.SequenceEqual(name))
            throw Unexpected(start, word, $"{name}=");
        Read('=', $"'=' after {name}");
    }

    /// <summary>A number with or without sign, and where it begins.</summary>
    public int ReadNumber(out int at)
    {
        at = Here();
        if (_next < _text.Length && _text[_next] == '-')
            _next++;
        while (_next < _text.Length && char.IsAsciiDigit(_text[_next]))
            _next++;
        ReadOnlySpan<char> digits = _text[at.._next];
        if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return number;
        throw Unexpected(at, digits, "the number of a node");
    }

    /// <summary>What stands between two quotes of one kind, and where it begins.</summary>
    public ReadOnlySpan<char> ReadQuoted(string expected, out int at)
    {
        int start = Here();
        char quote = start < _text.Length ? _text[start] : default;
        if (quote is not ('\'' or '"'))
            throw Unexpected(start, expected);
        at = start + 1;
        int length = _text[at..].IndexOf(quote);
        if (length < 0)
            throw Fail(start, $"the quote {quote} is not closed");
        _next = at + length + 1;
        return _text.Slice(at, length);
    }

    /// <summary>One character that must come next.</summary>
    public void Read(char expected, string meaning)
    {
        if (!TryRead(expected))
            throw Unexpected(_next, meaning);
    }

    /// <summary>The bracket that opens a list, or the one that opens a tuple.</summary>
    /// <returns>The bracket that closes it.</returns>
    public char ReadOpening(char usual, string meaning)
    {
        char other = usual == '[' ? '(' : '[';
        char opened = TryRead(other) ? other : usual;
        if (opened == usual) Read(usual, meaning);
        return opened == '[' ? ']' : ')';
    }

    /// <summary>One character, if it comes next.</summary>
    public bool TryRead(char expected) => TryRead(expected, out _);

    /// <summary>One character, if it comes next, and where it stands or should.</summary>
    public bool TryRead(char expected, out int at)
    {
        at = Here();
        bool found = _next < _text.Length && _text[_next] == expected;
        _next += found ? 1 : 0;
        return found;
    }

    /// <summary>A comma or, without reading it, the bracket that closes a list.</summary>
    public void ReadSeparator(char close, string after)
    {
        if (!TryRead(',') && !(_next < _text.Length && _text[_next] == close))
            throw Unexpected(_next, $"',' or '{close}' after {after}");
    }

    /// <summary>Nothing more.</summary>
    public void ReadEnd()
    {
        if (Here() < _text.Length)
            throw Unexpected(_next, "the end of the text");
    }

    /// <summary>Fails with a problem, if there is one.</summary>
    public readonly void Require(int at, string? problem)
    {
        if (problem is not null)
            throw Fail(at, problem);
    }

    /// <summary>Something else than expected stands at a place.</summary>
    public readonly ArchitectureFormatException Unexpected(int at, string expected) => Fail(at, $"found {QuotedText.At(_text, at)}, expected {expected}");

    /// <summary>Something else than expected stands at a place.</summary>
    public readonly ArchitectureFormatException Unexpected(int at, ReadOnlySpan<char> found, string expected) =>
        found.IsEmpty ? Unexpected(at, expected) : Fail(at, $"found '{QuotedText.Of(found)}', expected {expected}");

    /// <summary>A problem at a place.</summary>
    public readonly ArchitectureFormatException Fail(int at, string problem) => new(at + 1, $"{subject}, character {at + 1}: {problem}");
}
