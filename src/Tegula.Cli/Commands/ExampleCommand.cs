using System.CommandLine;

namespace Tegula.Cli.Commands;

/// <summary>A command that shows examples below its help.</summary>
/// <param name="name">What the user types.</param>
/// <param name="description">What it does, in one line.</param>
/// <param name="examples">Command lines that work as they stand.</param>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work as they stand.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
