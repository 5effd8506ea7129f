using System.IO.Compression;
using Tegula.Files;

namespace Tegula.Tests.Files;

public sealed class GzipDataTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void What_was_packed_is_unpacked(int length)
    {
        byte[] data = Bytes(length);

        GzipData.IsGzip(Pack(data)).ShouldBeTrue();
        GzipData.Unpack(Pack(data)).ShouldBe(data);
    }

    [Fact]
    public void A_complete_file_that_holds_nothing_is_unpacked_to_nothing() =>
        GzipData.Unpack([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]).ShouldBeEmpty();

    [Fact]
    public void Only_the_first_two_bytes_make_a_gzip_file()
    {
        GzipData.IsGzip([0x1F, 0x8B]).ShouldBeTrue();
        GzipData.IsGzip([0x1F]).ShouldBeFalse();
        GzipData.IsGzip([]).ShouldBeFalse();
        GzipData.IsGzip("arch,"u8).ShouldBeFalse();
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        byte[] good = Pack(Bytes(300));

        for (int length = 0; length < good.Length; length++)
            Should.Throw<InvalidDataException>(() => GzipData.Unpack(good[..length]));
    }

    [Fact]
    public void A_bit_flipped_anywhere_behind_the_header_is_refused()
    {
        byte[] good = Pack(Bytes(300));

        for (int at = 10; at < good.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. good];
                damaged[at] ^= (byte)(1 << bit);
                Should.Throw<InvalidDataException>(() => GzipData.Unpack(damaged), $"byte {at}, bit {bit}");
            }
        }
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * i % 61))];

    private static byte[] Pack(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionMode.Compress))
            stream.Write(data);
        return packed.ToArray();
    }
}
