namespace Tegula.Datasets;

/// <summary>A data set cannot be read or cannot serve a request; the message is one line: where, what is wrong, what would be right.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>An error in the form "where: what; remedy".</summary>
    /// <param name="where">The file, folder or data set.</param>
    /// <param name="what">What is wrong there.</param>
    /// <param name="remedy">What would be right.</param>
    /// <param name="innerException">The error below, if there is one.</param>
    public DatasetException(string where, string what, string remedy, Exception? innerException = null)
        : base(OneLine($"{where}: {what}; {remedy}"), innerException)
    {
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
