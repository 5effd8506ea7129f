using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>export</c>.</summary>
internal sealed record ExportReport
{
    /// <summary>The file written; of a PyTorch program the program.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of its bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>All files, where more than one was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<ExportedFileJson>? Files { get; init; }

    /// <summary><c>onnx</c>, <c>pytorch</c> or <c>genotype</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Text of the architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Trainable numbers; absent for a genotype.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? Params { get; init; }
}

/// <summary>One file of several.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
internal sealed record ExportedFileJson(string File, string Sha256);
