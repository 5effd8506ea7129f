using System.Globalization;

namespace Tegula.Dashboard.Figures;

/// <summary>Fields of a <see cref="NumberTable"/> as they stand on a page and as other programs read them.</summary>
internal static class NumberText
{
    // More says nothing to a reader, and the exact value stands beside it for programs.
    private const string Digits = "G7";

    /// <summary>Whether a field is a number, whole or not.</summary>
    public static bool IsNumber(object? field) => field is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;

    /// <summary>A field for people: at most seven significant digits, "yes" and "no", nothing for null.</summary>
    public static string Shown(object? field) => field switch
    {
        null => "",
        bool truth => truth ? "yes" : "no",
        double number => number.ToString(Digits, CultureInfo.InvariantCulture),
        float number => number.ToString(Digits, CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => field.ToString() ?? "",
    };

    /// <summary>A number with all its digits, as a program reads it back.</summary>
    public static string Exact(object field) => field is IFormattable value ? value.ToString(null, CultureInfo.InvariantCulture) : "";
}
