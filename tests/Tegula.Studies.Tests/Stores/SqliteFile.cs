using Microsoft.Data.Sqlite;
using Tegula.Studies.Stores;

namespace Tegula.Studies.Tests.Stores;

/// <summary>A folder with SQLite files; gone when its test is over.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-store-");

    public string Folder => _folder.FullName;

    public string Path => PathOf("study.db");

    public string PathOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>A store with a study and evaluations, closed.</summary>
    public string Filled(int evaluations = 200) => Fill(Path, evaluations);

    public static string Fill(string path, int evaluations = 200)
    {
        using SqliteStudyStore store = SqliteStudyStore.Open(path, StudyAccess.ReadWrite);
        long study = store.CreateStudy("a", StoreSample.Definition).Id;
        long context = store.AddContext(StoreSample.Context(), "data").Id;
        for (int number = 0; number < evaluations; number++)
            store.AddSteps(study, [StoreSample.Step(number, store.Add(StoreSample.Evaluation(context, study, $"c{number}", ("a", number), ("b", 0.1))))]);
        return path;
    }

    public static void Run(string path, params string[] statements)
    {
        using SqliteConnection connection = Connect(path);
        foreach (string statement in statements)
            Run(connection, statement);
    }

    public static void Run(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // statements are the tests' own
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A connection that knows nothing of studies, as another program's.</summary>
    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
