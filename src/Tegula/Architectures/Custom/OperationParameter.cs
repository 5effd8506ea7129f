using System.Globalization;

namespace Tegula.Architectures.Custom;

/// <summary>Something of an operation that the file of a space can set: a number with a range.</summary>
/// <param name="Name">Its key in the file: lower-case letters, digits and dashes, not <c>type</c>.</param>
/// <param name="Default">The value where the file says nothing.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Meaning">What it is, in a few words.</param>
public sealed record OperationParameter(string Name, double Default, double Minimum, double Maximum, string Meaning)
{
    /// <summary>False where fractions are allowed.</summary>
    public bool IsInteger { get; init; } = true;

    /// <summary>True where only odd numbers are allowed, as for kernels, which need a middle.</summary>
    public bool IsOdd { get; init; }

    /// <summary>The values that are allowed, in words, such as <c>an odd whole number from 1 to 15</c>.</summary>
    public string Range => string.Create(
        CultureInfo.InvariantCulture, $"{(IsOdd ? "an odd whole number" : IsInteger ? "a whole number" : "a number")} from {Minimum} to {Maximum}");

    /// <summary>A kernel: odd, from 1 to 15.</summary>
    /// <param name="size">The value where the file says nothing.</param>
    public static OperationParameter Kernel(int size) => new("kernel", size, 1, 15, "rows and columns of the kernel") { IsOdd = true };

    /// <summary>A dilation, from 1 to 8.</summary>
    /// <param name="dilation">The value where the file says nothing.</param>
    public static OperationParameter Dilation(int dilation) => new("dilation", dilation, 1, 8, "distance between neighbouring taps of the kernel");

    /// <summary>Whether a value is allowed.</summary>
    public bool Allows(double value) =>
        value >= Minimum && value <= Maximum && (!(IsInteger || IsOdd) || value == Math.Floor(value)) && (!IsOdd || Math.Abs(value % 2) == 1);
}
