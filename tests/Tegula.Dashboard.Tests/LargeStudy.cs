using System.Globalization;
using Microsoft.Data.Sqlite;
using Tegula.Spaces;

namespace Tegula.Dashboard.Tests;

/// <summary>A study of many steps, made within seconds: a small one is searched, and its rows are multiplied with other cells and other numbers.</summary>
internal static class LargeStudy
{
    /// <summary>Name of the study.</summary>
    public const string Name = "large";

    /// <summary>Makes the store.</summary>
    /// <param name="file">The file, which must not be there.</param>
    /// <param name="steps">Steps in all, each an evaluation of its own; at most 15,625 for each way of measuring, of which there are as many as needed.</param>
    public static void Make(string file, int steps)
    {
        RunningDashboard.Run(
            "search", "--method", "random", "--steps", "1", "--objective", "kappa,regions", "--batch", "8", "--repeats", "1", "--quiet",
            "--study", file, "--name", Name);
        string[] cells = [.. NasBench201Space.Instance.Enumerate().Select(cell => cell.ToString())];
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        Execute("DELETE FROM step");
        Execute("UPDATE context SET key = 'way 1' WHERE id = 1");
        for (var way = 2; way <= ((steps - 1) / cells.Length) + 1; way++)
            Execute($"INSERT INTO context SELECT {way}, 'way {way}', content, data FROM context WHERE id = 1");
        using var evaluation = Prepared(
            """
            INSERT INTO evaluation SELECT $id, $way, study, $cell, $cell, indicator_set, $indicators, 1, version, machine, started + $id, 0.25, threads, NULL, sha256
            FROM evaluation WHERE id = 1
            """);
        using var step = Prepared("INSERT INTO step VALUES (1, $id, $cell, $id, 0, $spread, $id / 3, 0)");
        for (var number = 0; number < steps; number++)
        {
            var (kappa, regions) = (Kappa(number), Regions(number));
            var indicators = string.Create(
                CultureInfo.InvariantCulture, $$$"""{"kappa":{"value":{{{kappa:R}}},"sd":0.5},"regions":{"value":{{{regions:R}}},"sd":1.5}}""");
            var id = number + 2;
            Set(evaluation, ("$id", id), ("$way", (number / cells.Length) + 1), ("$cell", cells[number % cells.Length]), ("$indicators", indicators));
            Set(step, ("$id", id), ("$cell", cells[number % cells.Length]), ("$spread", (double)number / steps));
        }

        Execute("UPDATE step SET number = number - 2, time = (SELECT created FROM study) + number");
        Execute($"UPDATE study SET steps = {steps}");
        transaction.Commit();

        void Execute(string sql)
        {
            using var command = Prepared(sql);
            command.ExecuteNonQuery();
        }

        SqliteCommand Prepared(string sql)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            return command;
        }

        static void Set(SqliteCommand command, params (string Name, object Value)[] values)
        {
            command.Parameters.Clear();
            foreach (var (name, value) in values)
                command.Parameters.AddWithValue(name, value);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The condition number of a step: each value once, in a mixed order.</summary>
    public static double Kappa(int step) => 1 + ((step * 7919L) % 100_003 / 100.0);

    /// <summary>The linear regions of a step.</summary>
    public static double Regions(int step) => 10 + (step * 104_729L % 4_001);
}
