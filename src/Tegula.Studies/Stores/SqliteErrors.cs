using Microsoft.Data.Sqlite;

namespace Tegula.Studies.Stores;

/// <summary>SQLite's errors as one line each.</summary>
internal static class SqliteErrors
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int ReadOnly = 8;
    public const int InputOutput = 10;
    public const int Corrupt = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int NotADatabase = 26;

    private const long LeastRoom = 256 * 1024;

    /// <summary>The line for an error.</summary>
    /// <param name="error">What SQLite said.</param>
    /// <param name="location">The file as the user named it.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="doing">What was being done, as in <c>keeping an evaluation</c>.</param>
    /// <param name="patience">How long it was tried where it was locked.</param>
    public static StudyException Explain(SqliteException error, string location, string path, string doing, TimeSpan patience) => error.SqliteErrorCode switch
    {
        Busy or Locked => Failure(
            $"'{location}' is locked: {doing} has waited {patience.TotalSeconds:0.#} s for another program that holds it; end that program, or try again",
            error),
        Full => NoRoom(location, doing, error),
        InputOutput or CannotOpen when IsFull(path) => NoRoom(location, doing, error),
        ReadOnly => new StudyException($"'{location}' cannot be written: {doing} needs a file and a folder with the right to write", error),
        InputOutput => Failure(
            $"the disk failed under '{location}' (SQLite error {error.SqliteExtendedErrorCode}) while {doing}: look at the disk, then start again", error),
        Corrupt => new StudyException($"'{location}' is damaged or only a part of a file: put back a copy that is whole", error),
        CannotOpen => new StudyException(
            $"'{location}' cannot be opened: file and folder need the right to read and write, as SQLite keeps two files beside it", error),
        NotADatabase => new StudyException($"'{location}' is not a SQLite file: give the file of a study, or a new name", error),
        _ => new StudyException($"'{location}' refused {doing}: {error.Message}", error),
    };

    private static StudyException NoRoom(string location, string doing, SqliteException error) => Failure(
        $"the disk that holds '{location}' is full: {doing} failed, all before it is kept; make room and start again, and it goes on from there", error);

    private static StudyException Failure(string message, SqliteException error) => new(message, error) { IsFailure = true };

    private static bool IsFull(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < LeastRoom;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
