namespace Tegula.Cli.Output;

/// <summary>Tasks of a study in the queue.</summary>
/// <param name="Waiting">Those that no worker has begun.</param>
/// <param name="Held">Those that are being made.</param>
/// <param name="Failed">Those that failed for good.</param>
internal sealed record StudyQueueJson(int Waiting, int Held, int Failed);
