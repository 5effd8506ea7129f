namespace Tegula.Architectures.Graphs;

/// <summary>Nodes and edges that are not a usable graph. The message is one line: what is wrong, at which node, what would be right.</summary>
public sealed class GraphException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, at which node, what would be right.</param>
    public GraphException(string message)
        : base(message)
    {
    }
}
