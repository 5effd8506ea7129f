using System.Globalization;
using Tegula.Analysis;

namespace Tegula.Experiments;

/// <summary>Numbers as findings write them.</summary>
internal static class Words
{
    /// <summary>Four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Percentages with one decimal: <c>85.1 ± 0.4 %</c>.</summary>
    public static string Percent(MeanAndDeviation spread) => string.Create(CultureInfo.InvariantCulture, $"{spread.Mean:F1} ± {spread.Sd:F1} %");

    /// <summary>R² with two decimals; <c>none</c> where there is no line.</summary>
    public static string RSquared(double? value) => value is { } number ? number.ToString("F2", CultureInfo.InvariantCulture) : "none";
}
