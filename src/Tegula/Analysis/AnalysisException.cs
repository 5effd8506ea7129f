namespace Tegula.Analysis;

/// <summary>An analysis cannot be made of what it is given; the message says in one line why and what would be right.</summary>
/// <param name="message">One line.</param>
public sealed class AnalysisException(string message) : Exception(message);
