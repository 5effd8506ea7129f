using System.Collections.Immutable;
using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Design;

namespace Tegula.Cli.Options;

/// <summary>What <c>design</c> is asked for.</summary>
internal sealed class DesignOptions
{
    private readonly Option<string?> _family = Limits.OneOf(DirectDesign.Families, "--family", "Family of the networks");
    private readonly Option<double?> _mass = new("--nn-mass")
    {
        Description = "NN-Mass to come near to",
        HelpName = "M",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DesignText.Mass(text) is { } mass)
                return mass;
            result.AddError($"--nn-mass must be a number of at least 0, such as 1807, not '{text}'");
            return null;
        },
    };

    private readonly Option<string?> _like = new("--like")
    {
        Description = "Network whose NN-Mass to come near to, such as mobilenet-v2:1.4",
        HelpName = "SPEC",
    };

    private readonly Option<long?> _parameters = CountOption.Create("--max-params", "Most parameters, such as 3.8M");
    private readonly Option<long?> _macs = CountOption.Create("--max-macs", "Most multiply-accumulates for one image, such as 400M");
    private readonly Option<int?> _classes = Limits.AtLeast(1, "--classes", "Classes of the networks (default: those of --like, else the family's)");
    private readonly Option<int?> _image = Limits.AtLeast(8, "--image", "Rows and columns of the image (default: those of --like, else the family's)");
    private readonly Option<int?> _top = Limits.AtLeast(1, "--top", "Networks to show (default 10)");

    private readonly Option<ImmutableArray<double>?> _multipliers = new("--width-mult", "--wm")
    {
        Description = "Width multipliers to try (default: those of the family; with --like a DenseNet-type CNN, its own)",
        HelpName = "NUMBER[,NUMBER]",
        CustomParser = result =>
        {
            if (DesignText.WidthMultipliers(result.Tokens[0].Value) is { } numbers)
                return numbers;
            result.AddError($"--width-mult must be numbers above 0, at most {DesignText.MaxMultiplier}, such as 1 or 1,1.5,2, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    /// <summary>Adds the options to a command.</summary>
    public DesignOptions AddTo(Command command)
    {
        foreach (var option in (Option[])[_family, _mass, _like, _parameters, _macs, _multipliers, _classes, _image, _top])
            command.Add(option);
        return this;
    }

    /// <summary>Reads them.</summary>
    /// <returns>The request, and the network of <c>--like</c>; null without one.</returns>
    /// <exception cref="UsageException">The family is missing, or target and reference are both given, or nothing is.</exception>
    /// <exception cref="ArchitectureFormatException">The reference names no network.</exception>
    /// <exception cref="DesignException">NN-Mass is not defined for the reference.</exception>
    public (DesignRequest Request, IArchitecture? Reference) Read(ParseResult result)
    {
        var family = result.GetValue(_family)
            ?? throw new UsageException($"a family is missing; give --family {string.Join(" or --family ", DirectDesign.Families)}");
        var like = result.GetValue(_like);
        var mass = result.GetValue(_mass);
        if (like is not null && mass is not null)
            throw new UsageException("--nn-mass and --like both set the target; give one of them");
        var (parameters, macs) = (result.GetValue(_parameters), result.GetValue(_macs));
        if ((like, mass, parameters, macs) is (null, null, null, null))
            throw new UsageException("there is nothing to design for; give --nn-mass M or --like SPEC, or a budget with --max-params or --max-macs");
        var reference = like is null ? null : ArchitectureReader.Parse(like);
        var request = reference is null ? new(family) { TargetMass = mass } : DesignRequest.Like(family, reference);
        request = request with
        {
            MaxParameters = parameters,
            MaxMacs = macs,
            Classes = result.GetValue(_classes) ?? request.Classes,
            Image = result.GetValue(_image) ?? request.Image,
            Top = result.GetValue(_top) ?? request.Top,
        };
        return (result.GetValue(_multipliers) is { } multipliers ? request with { WidthMultipliers = multipliers } : request, reference);
    }
}
