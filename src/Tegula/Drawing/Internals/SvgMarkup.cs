using System.Runtime.CompilerServices;
using System.Text;

namespace Tegula.Drawing.Internals;

/// <summary>Collects the lines of an SVG. In <c>Add($"...{hole}...")</c> the text is markup and every hole is escaped or formatted.</summary>
internal sealed class SvgMarkup
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Line _) => _text.Append('\n');

    /// <summary>Adds finished markup.</summary>
    public void AddRaw(string markup) => _text.Append(markup).Append('\n');

    /// <summary>Everything so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Fills the holes of a line.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Line(int literalLength, int formattedCount, SvgMarkup target)
    {
        private readonly StringBuilder _text = target._text.EnsureRoom(literalLength + (8 * formattedCount));

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string text) => _text.Append(SvgText.Escaped(text));

        public void AppendFormatted(double number) => _text.Append(SvgText.Number(number));

        public void AppendFormatted(int number) => _text.Append(SvgText.Number(number));
    }
}

/// <summary>Room in a text that grows.</summary>
file static class StringBuilderRoom
{
    public static StringBuilder EnsureRoom(this StringBuilder text, int more)
    {
        text.EnsureCapacity(text.Length + more);
        return text;
    }
}
