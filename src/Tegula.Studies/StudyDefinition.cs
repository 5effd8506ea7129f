using System.Security.Cryptography;
using System.Text;
using Tegula.Datasets;
using Tegula.Indicators;

namespace Tegula.Studies;

/// <summary>What a study was asked to do: enough to ask for it again on another machine.</summary>
public sealed record StudyDefinition
{
    private const int HashDigits = 8;

    /// <summary>The command, such as <c>search</c> or <c>score</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the search method; null without one.</summary>
    public string? Method { get; init; }

    /// <summary>The objective as text; null without one.</summary>
    public string? Objective { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>The data as <see cref="DatasetSpec"/> reads it, with a full path.</summary>
    public required string Data { get; init; }

    /// <summary><see cref="ImageDataset.ContentHash"/> of the data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Steps asked for; null where they are not known before.</summary>
    public int? Steps { get; init; }

    /// <summary>The whole request as JSON, whatever the command needs to ask again; nothing stands in it that does not decide the result.</summary>
    public required string Request { get; init; }

    /// <summary>A name made of what is asked: method or command, space, and the first digits of a hash over everything that decides the result.</summary>
    public string DefaultName
    {
        get
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Command}\n{DataSha256}\n{Request}"));
            return $"{Method ?? Command}-{Space}-{Convert.ToHexStringLower(hash)[..HashDigits]}";
        }
    }

    /// <summary>A definition with what all commands share.</summary>
    /// <param name="command">The command.</param>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">Images and labels.</param>
    /// <param name="dataText">The data as <see cref="DatasetSpec"/> reads it.</param>
    /// <param name="scoring">How is measured.</param>
    /// <param name="request">The whole request as JSON.</param>
    public static StudyDefinition Of(string command, string space, ImageDataset data, string dataText, IndicatorOptions scoring, string request)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scoring);
        return new()
        {
            Command = command,
            Space = space,
            Seed = scoring.Seed,
            Fidelity = scoring.Fidelity == Indicators.Fidelity.Fast ? "fast" : "reference",
            Data = WithFullPath(dataText),
            DataSha256 = data.ContentHash,
            Request = request,
        };
    }

    /// <summary>Where this was asked something else than another definition; null when the results are the same.</summary>
    /// <param name="asked">What is asked now.</param>
    /// <returns>Such as <c>seed is 1, not 2</c>.</returns>
    public string? DifferenceFrom(StudyDefinition asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        (string What, string? Mine, string? Other)[] parts =
        [
            ("command", Command, asked.Command),
            ("space", Space, asked.Space),
            ("method", Method, asked.Method),
            ("objective", Objective, asked.Objective),
            ("seed", $"{Seed}", $"{asked.Seed}"),
            ("fidelity", Fidelity, asked.Fidelity),
            ("SHA-256 of the data", DataSha256, asked.DataSha256),
            ("number of steps", $"{Steps}", $"{asked.Steps}"),
            ("request", Request, asked.Request),
        ];
        return parts.Where(part => part.Mine != part.Other)
            .Select(part => $"{part.What} is {part.Mine ?? "none"}, not {part.Other ?? "none"}")
            .FirstOrDefault();
    }

    private static string WithFullPath(string dataText)
    {
        var spec = DatasetSpec.Parse(dataText);
        return spec.Kind.NeedsPath ? (spec with { Path = Path.GetFullPath(spec.Path) }).ToString() : dataText;
    }
}
