using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Tegula.Exchange.PyTorch;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type"><c>F32</c> or <c>I64</c>.</param>
/// <param name="Shape">Its sizes; empty for one number.</param>
/// <param name="Bytes">Its numbers, little-endian, the last size fastest.</param>
internal sealed record SafeTensor(string Name, string Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A tensor of single precision.</summary>
    public static SafeTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values) =>
        new(name, "F32", shape, MemoryMarshal.AsBytes(values).ToArray());
}

/// <summary>
/// Writes safetensors files: the length of the header as 8 bytes, a JSON header padded with blanks to a multiple of 8, the numbers of all tensors without
/// gaps. Source: the format's description at github.com/huggingface/safetensors.
/// </summary>
internal static class SafeTensors
{
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="tensors">The tensors; those of larger numbers stand first in the file, so that all are aligned.</param>
    /// <param name="metadata">Texts that describe the file.</param>
    public static void Write(Stream stream, IEnumerable<SafeTensor> tensors, IEnumerable<(string Name, string Text)> metadata)
    {
        SafeTensor[] ordered = [.. tensors.OrderBy(tensor => tensor.Type == "I64" ? 0 : 1)];
        byte[] header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafeTensor tensor in ordered)
            stream.Write(tensor.Bytes.Span);
    }

    private static byte[] Header(SafeTensor[] tensors, IEnumerable<(string Name, string Text)> metadata)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string name, string text) in metadata)
                json.WriteString(name, text);
            json.WriteEndObject();
            long offset = 0;
            foreach (SafeTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        int padding = (Alignment - (int)(content.Length % Alignment)) % Alignment;
        content.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        return content.ToArray();
    }
}
