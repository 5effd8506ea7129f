namespace Tegula.Studies.Queue;

/// <summary>A worker cannot do a task; the message is one line that says why and what would be right.</summary>
/// <param name="message">One line.</param>
/// <param name="inner">What it comes from; may be null.</param>
#pragma warning disable RCS1194, CA1064 // thrown with a message only and caught by the worker only
internal sealed class TaskRefusedException(string message, Exception? inner = null) : Exception(message, inner);
#pragma warning restore RCS1194, CA1064
