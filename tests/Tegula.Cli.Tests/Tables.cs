using System.Globalization;
using Tegula.Spaces;

namespace Tegula.Cli.Tests;

/// <summary>Small tables of trained cells in the layout of the benchmark; the numbers are made up.</summary>
internal static class Tables
{
    /// <summary>A table of one cell.</summary>
    public const string OneRow = "arch,c10_test_200,c100_test_200,in16_test_200\n" + Shell.GoodCell + ",91.25,71.5,45.125\n";

    /// <summary>A table of every cell, with accuracies that grow with its index.</summary>
    public static string AllCells => "arch,c10_test_200,c100_test_200,in16_test_200\n"
        + string.Concat(NasBench201Space.Instance.Enumerate().Select((cell, index) => string.Create(
            CultureInfo.InvariantCulture, $"{cell},{10 + (index / 200.0)},{5 + (index / 300.0)},{1 + (index / 400.0)}\n")));
}
