using System.Globalization;

namespace Tegula.Tests.Drawing;

/// <summary>A colour in linear light, each part in [0, 1].</summary>
internal readonly record struct Rgb(double Red, double Green, double Blue)
{
    // Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency (2009), severity 1.
    private static readonly Dictionary<string, double[]> Simulations = new(StringComparer.Ordinal)
    {
        ["none"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    public static IEnumerable<string> Deficiencies => Simulations.Keys;

    /// <summary>Relative luminance as WCAG 2.2 defines it.</summary>
    public double Luminance => (0.2126 * Red) + (0.7152 * Green) + (0.0722 * Blue);

    public static Rgb Parse(string text)
    {
        text = text.Length == 4 ? $"#{text[1]}{text[1]}{text[2]}{text[2]}{text[3]}{text[3]}" : text;
        double Part(int place) => Linear(int.Parse(text.AsSpan(place, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0);
        return new(Part(1), Part(3), Part(5));
    }

    /// <summary>Contrast as WCAG 2.2 defines it, from 1 to 21.</summary>
    public double Contrast(Rgb other) =>
        (Math.Max(Luminance, other.Luminance) + 0.05) / (Math.Min(Luminance, other.Luminance) + 0.05);

    /// <summary>What is seen of this colour at some opacity in front of another one, mixed as browsers do.</summary>
    public Rgb Over(Rgb behind, double opacity)
    {
        double Mix(double front, double back) => Linear((opacity * Encoded(front)) + ((1 - opacity) * Encoded(back)));
        return new(Mix(Red, behind.Red), Mix(Green, behind.Green), Mix(Blue, behind.Blue));
    }

    /// <summary>How a reader with this deficiency sees it.</summary>
    public Rgb SeenWith(string deficiency)
    {
        double[] m = Simulations[deficiency];
        (double red, double green, double blue) = (Red, Green, Blue);
        double Row(int row) => Math.Clamp((m[3 * row] * red) + (m[(3 * row) + 1] * green) + (m[(3 * row) + 2] * blue), 0, 1);
        return new(Row(0), Row(1), Row(2));
    }

    /// <summary>Distance in the space OKLab (Ottosson, 2020), in which 0.02 is about the least that can be seen side by side.</summary>
    public double Distance(Rgb other)
    {
        (double l, double a, double b) = Lab();
        (double ol, double oa, double ob) = other.Lab();
        return Math.Sqrt(((l - ol) * (l - ol)) + ((a - oa) * (a - oa)) + ((b - ob) * (b - ob)));
    }

    private static double Linear(double encoded) => encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);

    private static double Encoded(double linear) => linear <= 0.0031308 ? linear * 12.92 : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;

    private (double L, double A, double B) Lab()
    {
        double l = Math.Cbrt((0.4122214708 * Red) + (0.5363325363 * Green) + (0.0514459929 * Blue));
        double m = Math.Cbrt((0.2119034982 * Red) + (0.6806995451 * Green) + (0.1073969566 * Blue));
        double s = Math.Cbrt((0.0883024619 * Red) + (0.2817188376 * Green) + (0.6299787005 * Blue));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }
}
