using System.Text;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>Reads the text of a file of a space, and refuses what cannot be one before it is looked at closely.</summary>
internal static class SpaceFile
{
    /// <summary>Most bytes of a file: a space of 16 nodes with all of 30 operations written out on each edge takes a tenth of it.</summary>
    public const int MostBytes = 256 * 1_024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="CustomSpaceException">It cannot be read, is too long, or is no text in UTF-8.</exception>
    public static string Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            var bytes = new byte[MostBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Decode(file, bytes.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Fault(file, 1, 1, $"the file cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Checks a text, and drops a byte order mark in front of it.</summary>
    /// <exception cref="CustomSpaceException">It is too long, or holds characters that no such file has.</exception>
    public static string Check(string name, string text)
    {
        if (text.Length > MostBytes)
            throw TooLong(name);
        string checkedText = text.StartsWith('\uFEFF') ? text[1..] : text;
        (int line, int column, bool isIndentation) = (1, 1, true);
        foreach (char letter in checkedText)
        {
            if (letter == '\t' && isIndentation)
                throw Fault(name, line, column, "a tab stands in the indentation; YAML wants blanks");
            if ((letter < ' ' && letter is not ('\t' or '\n' or '\r')) || letter is '\u007F' or '\uFEFF')
                throw Fault(name, line, column, $"the character U+{(int)letter:X4} stands here; the file should be text");
            (line, column) = letter == '\n' ? (line + 1, 1) : (line, column + 1);
            isIndentation = letter == '\n' || (isIndentation && letter is ' ' or '\r');
        }

        return checkedText;
    }

    private static string Decode(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            throw TooLong(file);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw Fault(file, 1, 1, "the file is in UTF-16; save it in UTF-8");
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            ReadOnlySpan<byte> before = bytes[..Math.Clamp(exception.Index, 0, bytes.Length)];
            int line = before.Count((byte)'\n') + 1;
            throw Fault(file, line, before.Length - before.LastIndexOf((byte)'\n'), "a byte here is no UTF-8; save the file in UTF-8");
        }
    }

    private static CustomSpaceException TooLong(string file) =>
        Fault(file, 1, 1, $"the file is longer than {MostBytes / 1_024} KiB; the definition of a space is far shorter");

    private static CustomSpaceException Fault(string file, int line, int column, string fault) => new(file, line, column, "", fault);
}
