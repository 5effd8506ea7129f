namespace Tegula.Analysis;

/// <summary>A number that belongs to a step.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Value">The number.</param>
public readonly record struct CourseValue(int Step, double Value);
