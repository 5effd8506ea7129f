using System.Buffers.Binary;
using System.Security.Cryptography;
using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class ImageFolderTests : IDisposable
{
    /// <summary>32x32, baseline, in four squares: (255, 0, 0), (0, 128, 255) above (40, 200, 60), (128, 128, 128); written by a browser.</summary>
    private const string FourSquares =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB" +
        "AQEBAQH/2wBDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAARCAAgACAD" +
        "AREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAcICf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAYAQEBAQEBAAAAAAAAAAAAAAAACwkKBv/E" +
        "ABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AOL7Kd38ANwKACNuAw+n/rJADcCgAjbgOgCf+9QAn7Vh0UAKAync64CftWHRQA//2Q==";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_are_classes_in_ordinal_order_and_files_follow_by_name()
    {
        byte[][] pictures = [.. Enumerable.Range(0, 5).Select(i => Noise(32 * 32 * 3, i))];
        Write("b/2.png", PngPicture.Encode(32, 32, pictures[0]));
        Write("b/10.PNG", PngPicture.Encode(32, 32, pictures[1]));
        Write("B/x.png", PngPicture.Encode(32, 32, pictures[2]));
        Write("a/y.png", PngPicture.Encode(32, 32, pictures[3]));
        Write("a/z.png", PngPicture.Encode(32, 32, pictures[4]));
        Write("a/notes.txt", [1]);
        Write("a/deeper/y.png", PngPicture.Encode(32, 32, pictures[0]));
        Write("top.png", [2]);
        Write(".hidden/y.png", [3]);

        var data = DatasetSpec.Open($"images:{_folder.Path}").ShouldBeAssignableTo<PixelDataset>()!;
        (data.Id, data.Count, data.ClassCount, data.Shape).ShouldBe(("images", 5, 3, new ImageShape(3, 32, 32)));
        data.Notes.ShouldBe(["classes, from 0: B, a, b", "passed over, not named .png, .jpg, .jpeg or .bmp: 2 in the folders of the classes"]);
        (byte Label, byte[] Pixels)[] expected =
            [
                (0, Planes(pictures[2], 32)),
                (1, Planes(pictures[3], 32)),
                (1, Planes(pictures[4], 32)),
                (2, Planes(pictures[1], 32)),
                (2, Planes(pictures[0], 32)),
            ];
        for (int i = 0; i < expected.Length; i++)
        {
            data.Label(i).ShouldBe(expected[i].Label);
            data.Pixels(i).ToArray().ShouldBe(expected[i].Pixels);
        }

        byte[] content = [.. expected.SelectMany(image => image.Pixels.Prepend(image.Label))];
        data.ContentHash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = [.. expected.SelectMany(image => image.Pixels.Skip(channel * 1024).Take(1024)).Select(pixel => pixel / 255.0)];
            double mean = values.Average();
            data.Normalization.Means[channel].ShouldBe(mean, 1e-12);
            data.Normalization.StandardDeviations[channel].ShouldBe(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 1e-12);
        }
    }

    [Theory]
    [InlineData(96, 64, 8)]
    [InlineData(37, 50, 16)]
    [InlineData(5, 9, 12)]
    public void Any_size_is_cut_to_its_middle_square_and_averaged(int width, int height, int size)
    {
        byte[] picture = Noise(width * height * 3, 7);
        Write("a/x.png", PngPicture.Encode(width, height, picture));
        var data = (PixelDataset)DatasetSpec.Open($"images:{_folder.Path}?size={size}");
        data.Shape.ShouldBe(new ImageShape(3, size, size));

        // Every pixel is repeated size x size times; then an output pixel is the plain mean of side x side of them.
        int side = Math.Min(width, height);
        byte[] pixels = data.Pixels(0).ToArray();
        for (int place = 0; place < pixels.Length; place++)
        {
            (int channel, int row, int column) = (place / (size * size), place / size % size, place % size);
            double sum = 0;
            for (int i = 0; i < side * side; i++)
            {
                int y = (height - side) / 2 + (row * side + i / side) / size;
                int x = (width - side) / 2 + (column * side + i % side) / size;
                sum += picture[(y * width + x) * 3 + channel];
            }

            pixels[place].ShouldBe((byte)Math.Floor(sum / (side * side) + 0.5));
        }
    }

    [Fact]
    public void Grey_and_transparent_pictures_become_colours_and_equal_channels_give_inputs()
    {
        byte[] grey = Noise(32 * 32, 1);
        byte[] clear = Noise(32 * 32 * 4, 2);
        Write("a/1.png", PngPicture.Encode(32, 32, grey));
        Write("a/2.png", PngPicture.Encode(32, 32, clear));
        var data = (PixelDataset)DatasetSpec.Open($"images:{_folder.Path}");
        data.Pixels(0).ToArray().ShouldBe([.. grey, .. grey, .. grey]);
        data.Pixels(1).ToArray().ShouldBe(Planes([.. clear.Where((_, i) => i % 4 != 3)], 32));
    }

    [Fact]
    public void A_channel_without_any_contrast_gives_inputs_of_zero()
    {
        Write("a/1.png", PngPicture.Encode(8, 8, [.. Enumerable.Repeat((byte)9, 192)]));
        ImageDataset data = DatasetSpec.Open($"images:{_folder.Path}?size=8");
        float[] inputs = new float[192];
        data.ReadImage(0, inputs);
        inputs.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void A_jpeg_gives_its_colours()
    {
        Write("a/1.JPEG", Convert.FromBase64String(FourSquares));
        var data = (PixelDataset)DatasetSpec.Open($"images:{_folder.Path}");
        byte[][] squares = [[255, 0, 0], [0, 128, 255], [40, 200, 60], [128, 128, 128]];
        byte[] pixels = data.Pixels(0).ToArray();
        for (int place = 0; place < pixels.Length; place++)
        {
            byte expected = squares[(place / 512 % 2 * 2) + (place / 16 % 2)][place / 1024];
            Math.Abs(pixels[place] - expected).ShouldBeLessThanOrEqualTo(3, $"at {place}");
        }
    }

    [Fact]
    public void A_bmp_gives_its_pixels()
    {
        byte[] picture = Noise(10 * 10 * 3, 3);
        Write("a/1.bmp", Bmp(10, 10, picture));
        var data = (PixelDataset)DatasetSpec.Open($"images:{_folder.Path}?size=10");
        data.Pixels(0).ToArray().ShouldBe(Planes(picture, 10));
    }

    [Theory]
    [InlineData("test")]
    [InlineData("val")]
    public void Training_and_test_images_may_lie_apart_and_share_the_normalisation_of_training(string test)
    {
        byte[][] pictures = [.. Enumerable.Range(0, 3).Select(i => Noise(32 * 32 * 3, i + 20))];
        Write("train/cat/1.png", PngPicture.Encode(32, 32, pictures[0]));
        Write("train/dog/1.png", PngPicture.Encode(32, 32, pictures[1]));
        Write($"{test}/dog/9.png", PngPicture.Encode(32, 32, pictures[2]));
        var spec = DatasetSpec.Parse($"images:{_folder.Path}");
        var training = (PixelDataset)spec.Load();
        var held = spec.LoadTest().ShouldBeAssignableTo<PixelDataset>()!;
        (training.Count, held.Count, held.ClassCount, held.Label(0)).ShouldBe((2, 1, 2, 1));
        held.Pixels(0).ToArray().ShouldBe(Planes(pictures[2], 32));
        held.Normalization.Means.ShouldBe(training.Normalization.Means);
        held.Normalization.StandardDeviations.ShouldBe(training.Normalization.StandardDeviations);

        Write($"{test}/cow/1.png", PngPicture.Encode(32, 32, pictures[2]));
        Should.Throw<DatasetException>(spec.LoadTest).Message.ShouldContain("cow: there is no training image of this class; the classes are those of");
    }

    [Fact]
    public void A_folder_named_train_is_a_class_where_it_holds_images_and_what_lies_beside_a_split_is_named()
    {
        byte[] picture = PngPicture.Encode(8, 8, Noise(192, 1));
        Write("bus/1.png", picture);
        Write("train/1.png", picture);
        var spec = DatasetSpec.Parse($"images:{_folder.Path}");
        spec.Load().Notes.ShouldBe(["classes, from 0: bus, train"]);
        spec.LoadTest().ShouldBeNull();

        Write("train/slow/1.png", picture);
        Write("train/fast/1.png", picture);
        Write("test/fast/1.png", picture);
        spec.Load().Notes.ShouldBe(["classes, from 0: fast, slow", "passed over, beside 'train': bus"]);
        spec.LoadTest()!.Count.ShouldBe(1);
    }

    [Fact]
    public void Verifying_reads_the_test_images_too_and_asks_for_two_classes()
    {
        byte[] picture = PngPicture.Encode(8, 8, Noise(192, 1));
        Write("train/cat/1.png", picture);
        string data = $"images:{_folder.Path}";
        DatasetVerifier.Verify(data).Problems.ShouldHaveSingleItem().ShouldEndWith("there is one class only, and nothing to tell apart; give at least two");

        Write("train/dog/1.png", picture);
        Write("test/dog/1.png", picture);
        Write("test/dog/2.png", picture);
        DatasetReport whole = DatasetVerifier.Verify(data);
        whole.Problems.ShouldBeEmpty();
        whole.Notes.ShouldContain("test images beside them: 2");

        Write("test/dog/2.png", [1, 2, 3]);
        DatasetVerifier.Verify(data).Problems.ShouldHaveSingleItem().ShouldContain("2.png");
    }

    [Fact]
    public void A_folder_without_a_test_folder_has_no_test_split()
    {
        Write("a/1.png", PngPicture.Encode(8, 8, Noise(192, 1)));
        DatasetSpec.Parse($"images:{_folder.Path}").LoadTest().ShouldBeNull();
    }

    [Theory]
    [InlineData("?size=7", "'7' is no size of an image; write a whole number from 8 to 512")]
    [InlineData("?size=513", "'513' is no size")]
    [InlineData("?size=", "'' is no size")]
    [InlineData("?size=large", "'large' is no size")]
    [InlineData("/a", "the folder holds no folders; give a folder that holds one folder of images per class")]
    [InlineData("/a/1.png", "this is a file, not a folder")]
    [InlineData("/none", "none: no such folder")]
    public void A_wrong_request_is_an_error_of_one_line(string suffix, string part)
    {
        Write("a/1.png", PngPicture.Encode(8, 8, Noise(192, 1)));
        Should.Throw<DatasetException>(() => DatasetSpec.Open($"images:{_folder.Path}{suffix}")).Message.ShouldContain(part);
    }

    [Fact]
    public void A_class_without_images_is_an_error()
    {
        Write("a/1.txt", [1]);
        Should.Throw<DatasetException>(() => DatasetSpec.Open($"images:{_folder.Path}")).Message.ShouldContain("/a: this class has no image; put PNG");
    }

    [Fact]
    public void Damaged_cut_off_and_foreign_files_are_named_in_the_error()
    {
        byte[] png = PngPicture.Encode(32, 32, Noise(32 * 32 * 3, 1));
        byte[] flipped = [.. png];
        flipped[60] ^= 1;
        byte[] noHeader = [.. png[..8], .. PngPicture.Chunk("IEND", []), .. new byte[20]];
        byte[] fewPixels = [.. png[..8], .. PngPicture.Chunk("IHDR", PngPicture.Header(32, 64, 3)), .. png[33..]];
        byte[] jpeg = Convert.FromBase64String(FourSquares);
        byte[] bmp = Bmp(10, 10, new byte[300]);
        (string Name, byte[] Bytes, string What)[] broken =
        [
            ("1.png", png[..^20], "the PNG is cut off"),
            ("2.png", png[..40], "the PNG is cut off"),
            ("3.png", flipped, "the PNG is damaged (a chunk does not fit its check sum)"),
            ("4.png", noHeader, "the PNG has no header"),
            ("5.png", fewPixels, "the image is damaged"),
            ("6.png", "GIF89a and more"u8.ToArray(), "this is no PNG, JPEG or BMP image"),
            ("7.png", [], "the file is empty"),
            ("1.jpg", jpeg[..^2], "the JPEG is cut off"),
            ("2.jpg", jpeg[..100], "the JPEG is cut off"),
            ("3.jpg", [.. jpeg[..2], 0xFF, 0xDA, 0, 12, .. jpeg[200..]], "the JPEG has no header"),
            ("1.bmp", bmp[..^5], "the BMP is cut off"),
            ("2.bmp", bmp[..30], "the BMP has no header of 40 bytes or more"),
        ];
        foreach ((string name, byte[] bytes, string what) in broken)
        {
            string file = Write($"a/{name}", bytes);
            string message = Should.Throw<DatasetException>(() => DatasetSpec.Open($"images:{_folder.Path}"), name).Message;
            message.ShouldStartWith($"{file}: {what}");
            message.ShouldNotContain("\n");
            DatasetVerifier.Verify($"images:{_folder.Path}").Problems.ShouldBe([message]);
            File.Delete(file);
        }
    }

    [Fact]
    public void A_claim_of_a_huge_size_is_refused_before_memory_is_taken()
    {
        byte[] png = PngPicture.Encode(4, 4, new byte[48]);
        byte[] hugePng = [.. png[..8], .. PngPicture.Chunk("IHDR", PngPicture.Header(100_000, 100_000, 3)), .. png[33..]];
        byte[] jpeg = Convert.FromBase64String(FourSquares);
        int frame = jpeg.AsSpan().IndexOf(stackalloc byte[] { 0xFF, 0xC0 });
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 60_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 60_000);
        foreach ((string name, byte[] bytes, string size) in new[] { ("x.png", hugePng, "100,000 x 100,000"), ("x.jpg", jpeg, "60,000 x 60,000") })
        {
            string file = Write($"a/{name}", bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            string message = Should.Throw<DatasetException>(() => DatasetSpec.Open($"images:{_folder.Path}")).Message;
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
            message.ShouldBe($"{file}: the image is said to have {size} pixels; at most 50,000,000 are read");
            File.Delete(file);
        }
    }

    [Fact]
    public void Three_thousand_changed_files_are_read_or_refused_and_nothing_else_happens()
    {
        byte[] raw = PngPicture.Encode(12, 12, Noise(12 * 12 * 3, 4));
        byte[] idat = raw[41..^16];
        byte[] jpeg = Convert.FromBase64String(FourSquares);
        byte[] bmp = Bmp(9, 9, Noise(243, 5));
        var random = new Random(20_260_701);
        int refused = 0;
        for (int i = 0; i < 3_000; i++)
        {
            // The check sums of a changed PNG are put right, so that the change reaches the decoder.
            byte[] bytes = (i % 3) switch
            {
                0 =>
                [
                    .. raw[..8],
                    .. PngPicture.Chunk("IHDR", Changed(raw[16..29])),
                    .. PngPicture.Chunk("IDAT", Changed(idat)),
                    .. PngPicture.Chunk("IEND", []),
                ],
                1 => Changed(jpeg),
                _ => Changed(bmp),
            };
            Write("a/x.png", bytes);
            try
            {
                DatasetSpec.Open($"images:{_folder.Path}?size=8").Count.ShouldBe(1);
            }
            catch (DatasetException)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(300, 2_900);

        byte[] Changed(byte[] bytes)
        {
            byte[] copy = [.. bytes];
            for (int change = random.Next(3); change >= 0; change--)
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            return copy;
        }
    }

    [Fact]
    public void The_command_of_the_registry_says_how_to_ask_for_another_size()
    {
        DatasetKind kind = DatasetRegistry.Find("images").ShouldNotBeNull();
        kind.Description.ShouldContain("?size=64");
        kind.ExpectedAt.ShouldContain("one folder per class");
    }

    private string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, name))!);
        return _folder.Write(name, bytes);
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>(channel, row, column) of a square picture given as (row, column, channel).</summary>
    private static byte[] Planes(byte[] pixels, int side) =>
        [.. Enumerable.Range(0, pixels.Length).Select(i => pixels[i % (side * side) * 3 + i / (side * side)])];

    private static byte[] Bmp(int width, int height, byte[] pixels)
    {
        int stride = (width * 3 + 3) / 4 * 4;
        byte[] bytes = new byte[54 + stride * height];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        bytes[26] = 1;
        bytes[28] = 24;
        for (int row = 0; row < height; row++)
        {
            // Rows from below, blue first.
            for (int i = 0; i < width * 3; i++)
                bytes[54 + (height - 1 - row) * stride + i] = pixels[(row * width + i / 3) * 3 + 2 - i % 3];
        }

        return bytes;
    }
}
