using System.Text.Json;

namespace Tegula.Compute.Tests.Goldens;

/// <summary>Reads what the scripts in tests/goldens wrote; the format is described there.</summary>
internal sealed class GoldenFile
{
    private GoldenFile(IReadOnlyList<GoldenCase> cases) => Cases = cases;

    public IReadOnlyList<GoldenCase> Cases { get; }

    public static GoldenFile Read(string name)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "goldens");
        byte[] binary = File.ReadAllBytes(Path.Combine(folder, name + ".bin"));
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json")));
        return new GoldenFile([.. manifest.RootElement.GetProperty("cases").EnumerateArray().Select(item => new GoldenCase(
            item.GetProperty("name").GetString()!,
            item.GetProperty("attributes").Clone(),
            item.GetProperty("arrays").EnumerateArray().Select(array => ReadArray(array, binary)).ToDictionary(array => array.Name)))]);
    }

    private static GoldenArray ReadArray(JsonElement array, byte[] binary)
    {
        int[] shape = [.. array.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        int length = shape.Aggregate(1, (product, size) => product * size);
        int offset = array.GetProperty("offset").GetInt32();
        bool isDouble = array.GetProperty("type").GetString() == "float64";
        double[] values =
        [
            .. Enumerable.Range(0, length)
                .Select(i => isDouble ? BitConverter.ToDouble(binary, offset + (8 * i)) : BitConverter.ToSingle(binary, offset + (4 * i))),
        ];
        return new GoldenArray(
            array.GetProperty("name").GetString()!,
            shape,
            values,
            array.TryGetProperty("scale", out JsonElement scale) ? scale.GetDouble() : 0);
    }
}

/// <summary>One case: its attributes and arrays.</summary>
internal sealed record GoldenCase(string Name, JsonElement Attributes, IReadOnlyDictionary<string, GoldenArray> Arrays)
{
    public GoldenArray this[string name] => Arrays[name];

    public Extent Pair(string attribute) => new(Attributes.GetProperty(attribute)[0].GetInt32(), Attributes.GetProperty(attribute)[1].GetInt32());
}

/// <summary>Values in C order of PyTorch's shape.</summary>
internal sealed record GoldenArray(string Name, int[] Shape, double[] Values, double Scale)
{
    public float[] Singles => [.. Values.Select(value => (float)value)];

    /// <summary>Images from (batch, channel, row, column) to the engine's (channel, row, column, sample).</summary>
    public float[] BatchInnermost => ToBatchInnermost(Values, Shape[0]);

    public void ShouldMatch(IReadOnlyList<float> computed, double tolerance) => ShouldMatch([.. computed.Select(value => (double)value)], tolerance);

    public void ShouldMatch(double[] computed, double tolerance)
    {
        computed.Length.ShouldBe(Values.Length, Name);
        for (int i = 0; i < Values.Length; i++)
        {
            Math.Abs(computed[i] - Values[i])
                .ShouldBeLessThanOrEqualTo(tolerance * Math.Max(Scale, 1e-30), $"{Name}[{i}]: {computed[i]} for {Values[i]}");
        }
    }

    public static float[] ToBatchInnermost(double[] values, int batch)
    {
        int length = values.Length / batch;
        var result = new float[values.Length];
        for (int n = 0; n < batch; n++)
        {
            for (int i = 0; i < length; i++) result[(i * batch) + n] = (float)values[(n * length) + i];
        }

        return result;
    }

    public static float[] FromBatchInnermost(ReadOnlySpan<float> values, int batch)
    {
        int length = values.Length / batch;
        var result = new float[values.Length];
        for (int n = 0; n < batch; n++)
        {
            for (int i = 0; i < length; i++) result[(n * length) + i] = values[(i * batch) + n];
        }

        return result;
    }
}
