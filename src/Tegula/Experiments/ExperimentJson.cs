using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Tegula.Isometry;
using Tegula.Landscapes;

namespace Tegula.Experiments;

/// <summary>JSON form of the parts of experiments, generated at compile time; doubles keep every bit.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrainingPart))]
[JsonSerializable(typeof(WeightsPart))]
[JsonSerializable(typeof(LandscapeGrid))]
[JsonSerializable(typeof(HessianSpectrum))]
[JsonSerializable(typeof(SimulatedMatrix))]
[JsonSerializable(typeof(ImmutableArray<LinearCellBlock>))]
[JsonSerializable(typeof(double))]
internal sealed partial class ExperimentJson : JsonSerializerContext;
