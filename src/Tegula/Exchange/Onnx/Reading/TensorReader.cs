using System.Buffers.Binary;
using System.Globalization;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Reads tensors: their sizes, and their numbers only where these are whole and few, as those are that shapes are made of.</summary>
internal sealed class TensorReader(WireReader wire, ExternalFiles files)
{
    private const int MaxNumbers = 4_096;
    private const int MaxSingles = 64;
    private const int MaxRank = 64;

    // Of the format's element types: bytes of one element where they are whole.
    private const int Float = 1, Int32 = 6, Int64 = 7, Bool = 9, Half = 10, Double = 11, BFloat16 = 16;
    private const int External = 1;

    /// <summary>Reads one tensor.</summary>
    /// <exception cref="OnnxException">Its sizes are negative or too large, its numbers too few or too many, or it lies outside the model's folder.</exception>
    public TensorContent Tensor()
    {
        var shape = new List<long>();
        var integers = new List<long>();
        var singles = new List<float>();
        var places = new Dictionary<string, string>();
        (string name, int type, long location, byte[]? raw, long rawLength) = ("", 0, 0, null, -1);
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: wire.Integers(shape, MaxRank); break;
                case 2: type = (int)Math.Clamp(wire.Integer(), 0, int.MaxValue); break;
                case 4: wire.Singles(singles, MaxSingles + 1); break;
                case 5 or 7: wire.Integers(integers, MaxNumbers + 1); break;
                case 8: name = wire.Text(); break;
                case 9: raw = wire.Bytes(MaxNumbers * sizeof(long), out rawLength); break;
                case 13: AddPlace(places); break;
                case 14: location = wire.Integer(); break;
                default: wire.Skip(); break;
            }
        }

        string title = $"tensor '{NodeContent.Shortened(name)}'";
        long elements = Elements(title, shape);
        if (location == External)
        {
            string? path = files.Find(title, places.GetValueOrDefault("location", ""));
            if (path is not null && type is Int32 or Int64 && elements <= MaxNumbers)
                (raw, rawLength) = (files.Read(title, path!, Number(title, places, "offset"), elements * Width(type)), elements * Width(type));
        }
        else if (rawLength >= 0 && Width(type) is > 0 and var width && (Int128)elements * width != rawLength)
        {
            throw wire.Broken($"{title} has {rawLength} bytes where its sizes {string.Join(" x ", shape)} need {(Int128)elements * width}");
        }

        long[]? whole = type is Int32 or Int64 or Bool ? Whole(type, elements, raw, integers) : null;
        wire.Keep((whole?.Length ?? 0) * sizeof(long));
        bool isFloating = type is Float or Half or Double or BFloat16 or >= 17 and <= 20;
        return new(name, [.. shape], elements, isFloating, whole, type == Float ? Few(elements, raw, singles) : null);
    }

    private static int Width(int type) => type switch
    {
        Float or Int32 => 4,
        Int64 or Double => 8,
        Half or BFloat16 => 2,
        Bool or 2 or 3 => 1,
        _ => 0,
    };

    private long Elements(string title, List<long> shape)
    {
        Int128 elements = 1;
        foreach (long size in shape)
        {
            if (size < 0)
                throw wire.Broken($"{title} has the size {size}; sizes are at least 0");
            elements *= size;
            if (elements > long.MaxValue)
                throw wire.Broken($"{title} has sizes {string.Join(" x ", shape)}, more numbers than 64 bits can count");
        }

        return (long)elements;
    }

    private static long[]? Whole(int type, long elements, byte[]? raw, List<long> listed)
    {
        if (elements > MaxNumbers)
            return null;
        if (raw is null)
            return listed.Count == elements ? [.. listed] : null;
        int width = Width(type);
        if (raw.Length != elements * width)
            return null;
        var numbers = new long[elements];
        for (int index = 0; index < numbers.Length; index++)
        {
            ReadOnlySpan<byte> number = raw.AsSpan(index * width);
            numbers[index] = type switch
            {
                Int32 => BinaryPrimitives.ReadInt32LittleEndian(number),
                Int64 => BinaryPrimitives.ReadInt64LittleEndian(number),
                _ => number[0],
            };
        }

        return numbers;
    }

    private static float[]? Few(long elements, byte[]? raw, List<float> listed)
    {
        if (elements > MaxSingles)
            return null;
        if (raw is null)
            return listed.Count == elements ? [.. listed] : null;
        var numbers = new float[raw.Length / sizeof(float)];
        for (int index = 0; index < numbers.Length; index++)
            numbers[index] = BinaryPrimitives.ReadSingleLittleEndian(raw.AsSpan(index * sizeof(float)));
        return numbers.Length == elements ? numbers : null;
    }

    private void AddPlace(Dictionary<string, string> places)
    {
        (string key, string value) = ("", "");
        long outer = wire.Enter();
        while (wire.Next(out int field))
        {
            switch (field)
            {
                case 1: key = wire.Text(); break;
                case 2: value = wire.Text(); break;
                default: wire.Skip(); break;
            }
        }

        wire.Leave(outer);
        places[key] = value;
    }

    private long Number(string title, Dictionary<string, string> places, string key)
    {
        if (!places.TryGetValue(key, out string? text))
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw wire.Broken($"{title} has the {key} '{NodeContent.Shortened(text)}' in its file; it must be a whole number of at least 0");
    }
}
