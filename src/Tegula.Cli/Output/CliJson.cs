using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tegula.Cli.Output;

/// <summary>Writes the JSON documents of the commands: camelCase, doubles with every bit, nothing escaped that JSON allows as it is.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SearchReport))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(ScoresReport))]
[JsonSerializable(typeof(KernelJson))]
[JsonSerializable(typeof(KernelsReport))]
[JsonSerializable(typeof(DataListReport))]
[JsonSerializable(typeof(DataVerifyReport))]
[JsonSerializable(typeof(VariantsReport))]
[JsonSerializable(typeof(TopologyReport))]
[JsonSerializable(typeof(FilterReport))]
[JsonSerializable(typeof(DesignReport))]
[JsonSerializable(typeof(RankReport))]
[JsonSerializable(typeof(ExclusiveReport))]
[JsonSerializable(typeof(CaseReport))]
[JsonSerializable(typeof(SearchSummariesReport))]
[JsonSerializable(typeof(DepthWidthReport))]
[JsonSerializable(typeof(TrajectoryReport))]
[JsonSerializable(typeof(ExperimentReport))]
[JsonSerializable(typeof(ExperimentListReport))]
[JsonSerializable(typeof(TrainReport))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(LandscapeReport))]
[JsonSerializable(typeof(IsometryReport))]
[JsonSerializable(typeof(IsometrySimulationReport))]
[JsonSerializable(typeof(WorkerReport))]
[JsonSerializable(typeof(StudyListReport))]
[JsonSerializable(typeof(StudyReport))]
[JsonSerializable(typeof(EvaluationsReport))]
[JsonSerializable(typeof(StudyExportReport))]
[JsonSerializable(typeof(StudyImportReport))]
[JsonSerializable(typeof(StudyDeleteReport))]
[JsonSerializable(typeof(StudyVerifyReport))]
[JsonSerializable(typeof(SlurmStatusReport))]
[JsonSerializable(typeof(SlurmCancelReport))]
[JsonSerializable(typeof(SlurmLogsReport))]
[JsonSerializable(typeof(SpaceListReport))]
[JsonSerializable(typeof(SpaceReport))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Prints one document on standard output.</summary>
    public static void Print<T>(T document) => Console.Out.WriteLine(TextOf(document));

    /// <summary>The text of one document.</summary>
    public static string TextOf<T>(T document)
    {
        // Arch strings contain '+', which the default encoder would turn into an escape that nobody can read.
        var readable = new CliJson(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.Serialize(document, (JsonTypeInfo<T>)readable.GetTypeInfo(typeof(T))!);
    }
}
