namespace Tegula.Architectures.Custom;

/// <summary>Where an operation goes in a network.</summary>
/// <param name="Source">The node that it reads.</param>
/// <param name="Name">
/// Prefix of the names of its parameters: <c>Name + ".conv"</c>, say. Weights are drawn by name, so that an operation which always names alike always starts
/// alike.
/// </param>
/// <param name="Channels">Channels of the source, at least 1; the small networks of indicators have 3 or 1.</param>
/// <param name="Settings">The values of its parameters.</param>
public readonly record struct OperationPlace(int Source, string Name, int Channels, OperationSettings Settings);
