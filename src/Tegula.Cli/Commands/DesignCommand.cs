using System.CommandLine;
using System.Text.Json.Nodes;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Design;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula design</c>: compressed networks by NN-Mass, untrained.</summary>
internal static class DesignCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "design",
            "Design compressed networks by NN-Mass, within a budget, without training",
            "tegula design --family mobilenet-v2 --like mobilenet-v2:1.4 --max-params 3.8M --max-macs 400M --report design.html",
            "tegula design --family densenet-cnn --nn-mass 755 --width-mult 2 --max-params 5M --json");
        var options = new DesignOptions().AddTo(command);
        var svg = new SvgOption().AddTo(command);
        var recorded = new RecordedCommand().AddTo(command);
        command.SetAction(result =>
        {
            var file = svg.Read(result);
            var (request, reference) = options.Read(result);
            DirectDesign.Check(request);
            return recorded.Run(result, [new(CommandOutputs.Svg, file)], () => Request(request, reference), _ => Compute(request, reference));
        });
        return command;
    }

    private static JsonObject Request(DesignRequest request, IArchitecture? reference) => new()
    {
        ["family"] = request.Family,
        ["target"] = request.TargetMass,
        ["reference"] = reference?.ToString(),
        ["referenceWidth"] = request.ReferenceWidth,
        ["maxParams"] = request.MaxParameters,
        ["maxMacs"] = request.MaxMacs,
        ["widthMultipliers"] = new JsonArray([.. request.WidthMultipliers.Select(multiplier => (JsonNode)multiplier)]),
        ["classes"] = request.Classes,
        ["image"] = request.Image,
        ["top"] = request.Top,
    };

    private static CommandOutputs Compute(DesignRequest request, IArchitecture? reference)
    {
        using var cancellation = new Cancellation();
        var found = DirectDesign.Find(request, cancellation.Token);
        var report = new DesignReport
        {
            Family = request.Family,
            Target = request.TargetMass,
            Reference = reference is null ? null : DesignCandidateJson.Of(DesignCandidate.Of(reference)),
            MaxParams = request.MaxParameters,
            MaxMacs = request.MaxMacs,
            Candidates = [.. found.Candidates.Select(DesignCandidateJson.Of)],
            Examined = found.Examined,
            Seconds = found.Elapsed.TotalSeconds,
            PerSecond = found.Examined / found.Elapsed.TotalSeconds,
        };
        return CommandOutputs.Of(report, output => DesignView.Write(output, report)).With(
            CommandOutputs.Svg,
            () => ArchitectureDrawing.Of("Design", [new NamedArchitecture(report.Candidates[0].Spec, found.Candidates[0].Architecture)]));
    }
}
