using System.Text.Json;

namespace Tegula.Cli.Output;

/// <summary>One way of measuring.</summary>
/// <param name="Space">Id of the space, or of the space of its supernets.</param>
/// <param name="Data">The data.</param>
/// <param name="DataSha256">SHA-256 of the data.</param>
/// <param name="Revision">Revision of the scores: those of different revisions cannot be compared.</param>
/// <param name="Settings">Every setting by name.</param>
/// <param name="Key">SHA-256 over all of this.</param>
internal sealed record StudyContextJson(string Space, string Data, string DataSha256, int Revision, Dictionary<string, JsonElement> Settings, string Key);
