namespace Tegula.Search;

/// <summary>A policy with the memory of its optimizer.</summary>
/// <param name="Logits">One for each option, choice after choice in the order of the space.</param>
/// <param name="FirstMoments">Adam's running mean of the gradient; zeros where the rule has none.</param>
/// <param name="SecondMoments">Adam's running mean of the squared gradient; zeros where the rule has none.</param>
/// <param name="Updates">Steps taken.</param>
public sealed record PolicyState(IReadOnlyList<double> Logits, IReadOnlyList<double> FirstMoments, IReadOnlyList<double> SecondMoments, int Updates);
