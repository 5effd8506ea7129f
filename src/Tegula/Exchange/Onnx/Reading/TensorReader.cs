using System.Buffers.Binary;
using System.Globalization;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Reads tensors: their sizes, and their numbers only where these are whole and few, as those are that shapes are made of.</summary>
internal sealed class TensorReader(WireReader wire, ExternalFiles files)
{
    private const int MaxSingles = 64;
    private const int MaxOutside = 16_384;

    private const int External = 1;

    private int _outside;

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
                case 1: wire.Integers(shape, StructureLimits.MaxRank + 1); break;
                case 2: type = (int)Math.Clamp(wire.Integer(), 0, int.MaxValue); break;
                case 4: wire.Singles(singles, MaxSingles + 1); break;
                case 5 or 7: wire.Integers(integers, StructureLimits.MaxNumbers + 1); break;
                case 8: name = wire.Text(); break;
                case 9: raw = wire.Bytes(StructureLimits.MaxNumbers * sizeof(long), out rawLength); break;
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
            if (path is not null && type is ElementType.Int32 or ElementType.Int64 && elements <= StructureLimits.MaxNumbers)
            {
                if (++_outside > MaxOutside)
                    throw wire.Broken($"more than {MaxOutside:N0} tensors of whole numbers lie in other files");
                (raw, rawLength) = (files.Read(title, path!, Number(title, places, "offset"), elements * ElementType.Width(type)), elements * ElementType.Width(type));
            }
        }
        else if (rawLength >= 0 && ElementType.Width(type) is > 0 and var width && (Int128)elements * width != rawLength)
        {
            throw wire.Broken($"{title} has {rawLength} bytes where its sizes {Listed(shape)} need {(Int128)elements * width}");
        }

        KnownNumbers? numbers = type switch
        {
            ElementType.Int32 or ElementType.Int64 or ElementType.Bool when Whole(type, elements, raw, integers) is { } whole => KnownNumbers.Of(whole),
            ElementType.Single when Few(elements, raw, singles) is { } few => KnownNumbers.Of(few),
            _ => null,
        };
        wire.Keep((numbers?.Count ?? 0) * 2 * sizeof(long));
        return new()
        {
            Name = name,
            Shape = [.. shape],
            Elements = elements,
            IsFloating = ElementType.IsFloating(type),
            Numbers = numbers,
        };
    }

    private long Elements(string title, List<long> shape)
    {
        if (shape.Count > StructureLimits.MaxRank)
            throw wire.Broken($"{title} has more than {StructureLimits.MaxRank} sizes");
        Int128 elements = 1;
        foreach (long size in shape)
        {
            if (size < 0)
                throw wire.Broken($"{title} has the size {size}; sizes are at least 0");
            elements *= size;
            if (elements > long.MaxValue)
                throw wire.Broken($"{title} has sizes {Listed(shape)}, more numbers than 64 bits can count");
        }

        return (long)elements;
    }

    private static string Listed(List<long> shape)
    {
        const int most = 8;
        return string.Join(" x ", shape.Take(most)) + (shape.Count > most ? " x …" : "");
    }

    private static long[]? Whole(int type, long elements, byte[]? raw, List<long> listed)
    {
        if (elements > StructureLimits.MaxNumbers)
            return null;
        if (raw is null)
            return listed.Count == elements ? [.. listed] : null;
        int width = ElementType.Width(type);
        if (raw.Length != elements * width)
            return null;
        var numbers = new long[elements];
        for (int index = 0; index < numbers.Length; index++)
        {
            ReadOnlySpan<byte> number = raw.AsSpan(index * width);
            numbers[index] = type switch
            {
                ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(number),
                ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(number),
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
