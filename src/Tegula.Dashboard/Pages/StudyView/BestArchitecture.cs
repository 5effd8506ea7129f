namespace Tegula.Dashboard.Pages.StudyView;

/// <summary>One of the architectures that a study found best.</summary>
/// <param name="Place">Its place among all that were measured; equal ones share it.</param>
/// <param name="Cost">Its cost by ranks, lower is better; null without an objective.</param>
/// <param name="Step">The step at which it was asked for first, from 0.</param>
/// <param name="Architecture">The architecture as its space prints it.</param>
/// <param name="Evaluation">Number of its evaluation.</param>
/// <param name="Values">Its indicators: name and value, null where it could not be measured.</param>
public sealed record BestArchitecture(
    int Place, double? Cost, int Step, string Architecture, long Evaluation, IReadOnlyList<(string Name, double? Value)> Values);
