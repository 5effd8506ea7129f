namespace Tegula.Training;

/// <summary>A file is no checkpoint, a damaged one, or one of another training; the message is one line.</summary>
/// <param name="file">The file.</param>
/// <param name="what">What is wrong with it, and what would be right.</param>
/// <param name="innerException">The error below, if there is one.</param>
public sealed class CheckpointException(string file, string what, Exception? innerException = null)
    : Exception($"'{file}' {what}".ReplaceLineEndings(" "), innerException);
