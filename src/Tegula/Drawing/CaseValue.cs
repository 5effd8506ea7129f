namespace Tegula.Drawing;

/// <summary>A number below a <see cref="CaseTile"/>.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">The number as people read it.</param>
/// <param name="Change">How it compares with the case to start from.</param>
public sealed record CaseValue(string Name, string Text, CaseChange Change = CaseChange.None);

/// <summary>How a number compares with the one to start from.</summary>
public enum CaseChange
{
    /// <summary>Nothing to compare with, or nothing changed.</summary>
    None,

    /// <summary>Better: marked with a triangle that points up.</summary>
    Better,

    /// <summary>Worse: marked with a triangle that points down.</summary>
    Worse,
}
