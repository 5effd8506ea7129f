namespace Tegula.Architectures.Models;

/// <summary>An option of a <see cref="ModelFamily"/>.</summary>
/// <param name="Name">What the user types, such as <c>width-mult</c>.</param>
/// <param name="Values">What values look like, such as <c>N/N/N</c>.</param>
/// <param name="Description">What it sets, with its default.</param>
/// <param name="IsRequired">True when there is no model without it.</param>
public sealed record ModelOption(string Name, string Values, string Description, bool IsRequired = false);
