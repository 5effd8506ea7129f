using System.Globalization;

namespace Tegula.Training;

/// <summary>How the images of an epoch differ from those of the data: in this order cropped, flipped and cut out, each image at random.</summary>
/// <remarks>What happens to an image is a function of (seed, repeat, epoch, image) alone. Held-out images stay as they are.</remarks>
public sealed record Augmentation
{
    /// <summary>Nothing is changed.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>The usual padding of <see cref="Crop"/>.</summary>
    public const int DefaultCrop = 4;

    /// <summary>Rows and columns of black pixels put around an image before a window of its own size is cut at a random place; 0 for none.</summary>
    public int Crop { get; init => field = AtLeastZero(value, nameof(Crop)); }

    /// <summary>Whether one image in two is mirrored left to right.</summary>
    public bool Flip { get; init; }

    /// <summary>Side, in pixels, of the square around a random pixel that is set to the mean of the data (0 after normalisation); 0 for none.</summary>
    public int Cutout { get; init => field = AtLeastZero(value, nameof(Cutout)); }

    /// <summary>Whether images are left as they are.</summary>
    public bool IsNone => this == None;

    /// <summary>Reads a list such as <c>crop,flip,cutout:8</c>; <c>crop:2</c> names another padding than <see cref="DefaultCrop"/>.</summary>
    /// <exception cref="FormatException">A part is none of these; the message says what would be right.</exception>
    public static Augmentation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Augmentation read = None;
        foreach (string part in text.Split(','))
        {
            string[] words = part.Split(':');
            bool isNumber = int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0;
            int? number = isNumber ? value : null;
            read = (words[0], words.Length, number) switch
            {
                ("crop", 1, _) => read with { Crop = DefaultCrop },
                ("crop", 2, { } padding) => read with { Crop = padding },
                ("flip", 1, _) => read with { Flip = true },
                ("cutout", 2, { } side) => read with { Cutout = side },
                _ => throw new FormatException(
                    $"'{part}' is no augmentation; write crop, crop:PIXELS, flip or cutout:PIXELS, several with commas between them"),
            };
        }

        return read;
    }

    /// <summary>The text that <see cref="Parse"/> reads; <c>none</c> for none.</summary>
    public override string ToString()
    {
        string[] parts = [Crop > 0 ? $"crop:{Crop}" : "", Flip ? "flip" : "", Cutout > 0 ? $"cutout:{Cutout}" : ""];
        return IsNone ? "none" : string.Join(',', parts.Where(part => part.Length > 0));
    }

    private static int AtLeastZero(int value, string name) => value >= 0 ? value : throw new ArgumentException($"{name} is {value}, expected at least 0");
}
