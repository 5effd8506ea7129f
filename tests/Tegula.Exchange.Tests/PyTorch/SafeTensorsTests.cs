using System.Text.Json;
using Tegula.Exchange.Tests.Networks;

namespace Tegula.Exchange.Tests.PyTorch;

/// <summary>The format's rules, checked in the file itself.</summary>
public sealed class SafeTensorsTests
{
    [Fact]
    public void The_file_is_as_the_format_asks()
    {
        ExportedNetwork network = DrawnNetworks.Darts(1).Single();
        byte[] file = Runtimes.PyTorch.Files(network).Weights;
        long length = BitConverter.ToInt64(file);
        (length % 8).ShouldBe(0);
        file[8].ShouldBe((byte)'{');
        using var header = JsonDocument.Parse(file.AsMemory(sizeof(long), (int)length));
        header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString().ShouldBe("pt");
        header.RootElement.GetProperty("__metadata__").GetProperty("architecture").GetString().ShouldBe(network.Architecture);

        long next = 0, numbers = 0;
        foreach (JsonProperty entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
            long count = entry.Value.GetProperty("shape").EnumerateArray().Aggregate(1L, (product, size) => product * size.GetInt64());
            string type = entry.Value.GetProperty("dtype").GetString()!;
            offsets[0].ShouldBe(next, "tensors follow each other without gaps");
            (offsets[1] - offsets[0]).ShouldBe(count * (type == "I64" ? 8 : 4));
            next = offsets[1];
            numbers += type == "F32" && !entry.Name.Contains("running_", StringComparison.Ordinal) ? count : 0;
        }

        file.Length.ShouldBe((int)(8 + length + next));
        numbers.ShouldBe(network.Graph.ParameterLength);
    }
}
