using System.Text.Json.Serialization;

namespace Tegula.Studies.Slurm;

/// <summary>How <see cref="SlurmArray"/> is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SlurmArray))]
internal sealed partial class SlurmJson : JsonSerializerContext;
