using System.Globalization;
using Tegula.Architectures;
using Tegula.Spaces;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>A table of all cells as if they had been trained; the accuracies are made up from their operations.</summary>
internal static class Tables
{
    /// <summary>The table as CSV.</summary>
    public static string Csv() => "arch,c10_test_200,c100_test_200,in16_test_200\n" + string.Concat(NasBench201Space.Instance.Enumerate().Select(Row));

    private static string Row(NasBench201Cell cell)
    {
        var text = cell.ToString();
        var accuracy = 60 + (4 * Count(text, "nor_conv_3x3")) + (2 * Count(text, "nor_conv_1x1")) + Count(text, "skip_connect") - Count(text, "none");
        return string.Create(CultureInfo.InvariantCulture, $"{text},{accuracy}.5,{accuracy - 20}.25,{accuracy - 40}.125\n");
    }

    private static int Count(string text, string operation) => text.Split(operation).Length - 1;
}
