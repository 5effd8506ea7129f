using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Design;

namespace Tegula.Dashboard.Pages.Designs;

/// <summary>The form of a design as it was filled in: texts that may be anything. Its fields are named as the options of <c>tegula design</c>.</summary>
public sealed partial record DesignForm
{
    /// <summary>Most networks that a page lists.</summary>
    public const int MostShown = 100;

    /// <summary>Most width multipliers that a page tries: each is a search of its own.</summary>
    public const int MostMultipliers = 32;

    private const int LeastImage = 8;
    private const int LargestImage = 4096;
    private const int MostClasses = 100_000;
    private const int LongestText = 500;
    private const string Count = "a count of at least 1, such as 3504872, 400k, 3.8M or 1.5G";

    /// <summary>Id of the family.</summary>
    public string Family { get; init; } = "";

    /// <summary>NN-Mass to come near to.</summary>
    public string Mass { get; init; } = "";

    /// <summary>Network whose NN-Mass to come near to.</summary>
    public string Like { get; init; } = "";

    /// <summary>Most parameters.</summary>
    public string MaxParameters { get; init; } = "";

    /// <summary>Most multiply-accumulates.</summary>
    public string MaxMacs { get; init; } = "";

    /// <summary>Classes.</summary>
    public string Classes { get; init; } = "";

    /// <summary>Rows and columns of the image.</summary>
    public string Image { get; init; } = "";

    /// <summary>Width multipliers to try.</summary>
    public string WidthMultipliers { get; init; } = "";

    /// <summary>Networks to show.</summary>
    public string Top { get; init; } = "";

    /// <summary>Which of the networks is drawn, from 1; a text that is no number for the first.</summary>
    public string Drawn { get; init; } = "";

    /// <summary>Whether anything was asked.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The form of a query string.</summary>
    public static DesignForm Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Family = Text("family"),
            Mass = Text("nn-mass"),
            Like = Text("like"),
            MaxParameters = Text("max-params"),
            MaxMacs = Text("max-macs"),
            Classes = Text("classes"),
            Image = Text("image"),
            WidthMultipliers = Text("width-mult"),
            Top = Text("top"),
            Drawn = Text("drawn"),
            IsAsked = query.Count > 0,
        };

        string Text(string name) => query[name].FirstOrDefault()?.Trim() ?? "";
    }

    /// <summary>The fields that are filled in, by the name of their option, as a query string and a command line have them.</summary>
    public IEnumerable<(string Name, string Value)> Filled => new (string Name, string Value)[]
    {
        ("family", Family), ("nn-mass", Mass), ("like", Like), ("max-params", MaxParameters), ("max-macs", MaxMacs), ("classes", Classes), ("image", Image),
        ("width-mult", WidthMultipliers), ("top", Top),
    }.Where(entry => entry.Value.Length > 0);

    /// <summary>The command that asks the same.</summary>
    public string Command => ShellText.Join(["tegula", "design", .. Filled.SelectMany(entry => (string[])[$"--{entry.Name}", entry.Value])]);

    /// <summary>Address of the same question with another of its networks drawn.</summary>
    /// <param name="drawn">Which, from 1.</param>
    public string Address(int drawn) =>
        $"/design{QueryString.Create(Filled.Append(("drawn", $"{drawn}")).Select(entry => KeyValuePair.Create(entry.Item1, (string?)entry.Item2)))}";

    /// <summary>Reads the fields.</summary>
    /// <param name="errors">Takes what is wrong with a field, by its name; <c>""</c> for the form as a whole.</param>
    /// <returns>The request and the reference network, where there is one; null where something is wrong.</returns>
    public (DesignRequest Request, IArchitecture? Reference)? Read(IDictionary<string, string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (!DirectDesign.Families.Contains(Family))
            errors["family"] = $"choose {string.Join(" or ", DirectDesign.Families)}";
        if (Mass.Length > 0 && Like.Length > 0)
            errors["nn-mass"] = "a number and a network both set the target; leave one of them empty";
        var mass = Value("nn-mass", Mass, DesignText.Mass, "a number of at least 0, such as 1807");
        var parameters = Value("max-params", MaxParameters, DesignText.Count, Count);
        var macs = Value("max-macs", MaxMacs, DesignText.Count, Count);
        var classes = Value("classes", Classes, text => Whole(text, 1, MostClasses), $"a whole number from 1 to {MostClasses:N0}");
        var image = Value("image", Image, text => Whole(text, LeastImage, LargestImage), $"a whole number from {LeastImage} to {LargestImage:N0}");
        var top = Value("top", Top, text => Whole(text, 1, MostShown), $"a whole number from 1 to {MostShown}");
        var multipliers = Value<ImmutableArray<double>>(
            "width-mult",
            WidthMultipliers,
            text => DesignText.WidthMultipliers(text) is { Length: <= MostMultipliers } numbers ? numbers : null,
            $"at most {MostMultipliers} numbers above 0 and at most {DesignText.MaxMultiplier}, such as 1 or 1,1.5,2");
        if ((Mass, Like, MaxParameters, MaxMacs) is ("", "", "", ""))
            errors[""] = "there is nothing to design for; give an NN-Mass or a network to be like, or a budget of parameters or MACs";
        var reference = Reference(errors);
        if (errors.Count > 0)
            return null;
        try
        {
            var request = reference is null ? new(Family) { TargetMass = mass } : DesignRequest.Like(Family, reference);
            return (
                request with
                {
                    MaxParameters = parameters,
                    MaxMacs = macs,
                    Classes = classes ?? request.Classes,
                    Image = image ?? request.Image,
                    WidthMultipliers = multipliers ?? request.WidthMultipliers,
                    Top = top ?? request.Top,
                },
                reference);
        }
        catch (Exception exception) when (exception is DesignException or ArgumentException)
        {
            errors["like"] = exception.Message;
            return null;
        }

        T? Value<T>(string name, string text, Func<string, T?> read, string right)
            where T : struct
        {
            if (text.Length == 0)
                return null;
            var value = read(text);
            if (value is null)
                errors.TryAdd(name, $"'{text[..Math.Min(text.Length, 60)]}' is not {right}");
            return value;
        }
    }

    private static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    private IArchitecture? Reference(IDictionary<string, string> errors)
    {
        if (Like.Length == 0)
            return null;
        if (Like.Length > LongestText)
        {
            errors["like"] = $"the text has {Like.Length:N0} letters; a network is named in at most {LongestText}";
            return null;
        }

        if (HugeNumber().IsMatch(Like))
        {
            errors["like"] = "a network of such numbers is too large for a page, which must answer soon; 'tegula design' takes it";
            return null;
        }

        try
        {
            return ArchitectureReader.Parse(Like);
        }
        catch (ArchitectureFormatException exception)
        {
            errors["like"] = exception.Message;
            return null;
        }
    }

    // Links of a DenseNet-type network are as many as its numbers say; a seed may be any.
    [GeneratedRegex("(?<!seed=|[0-9])[0-9]{5,}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex HugeNumber();
}
