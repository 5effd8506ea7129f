using System.Globalization;

namespace Tegula.Dashboard.Figures;

/// <summary>Steps as people count them, from 1. In memory, in JSON and in CSV the first one is step 0.</summary>
internal static class StepText
{
    /// <summary>The number of a step for people.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>At least 1.</returns>
    public static int Number(int step) => step + 1;

    /// <summary>The same as text, with commas between thousands.</summary>
    /// <param name="step">The step, from 0.</param>
    public static string Shown(int step) => Number(step).ToString("N0", CultureInfo.InvariantCulture);
}
