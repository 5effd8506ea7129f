using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Landscapes;
using Tegula.Training;

namespace Tegula.Cli.Options;

/// <summary>What of a landscape is measured, where, and on how many images.</summary>
internal sealed class LandscapeMeasureOptions
{
    private static readonly string[] Kinds = ["loss", "variance", "hessian"];
    private static readonly LandscapeOptions Defaults = new();

    private readonly Option<string?> _what = new("--what")
    {
        Description = "What is measured: loss (contour), variance (of the gradient), hessian (largest eigenvalue), or several (default loss)",
        HelpName = "LIST",
    };

    private readonly Option<int?> _points = Limits.AtLeast(3, "--points", $"Points along each side of the plane, odd (default {Defaults.Points})");
    private readonly Option<double?> _radius = NumberOption.Positive("--radius", $"Distance from the trained weights to each side (default {Defaults.Radius})");
    private readonly Option<int?> _samples = Limits.AtLeast(1, "--samples", $"Images that every point is measured on (default {Defaults.Samples})");
    private readonly Option<int?> _products = Limits.AtLeast(2, "--products", $"Most products of the Hessian with a vector (default {new HessianOptions().MaxProducts})");
    private readonly Option<double?> _ceiling = NumberOption.Positive("--ceiling", "Value above which pictures show nothing more (default: 4 times the median)");

    /// <summary>Adds the options to a command.</summary>
    public LandscapeMeasureOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _what, _points, _radius, _samples, _products, _ceiling })
            command.Add(option);
        return this;
    }

    /// <summary>What is to be measured: some of <c>loss</c>, <c>variance</c> and <c>hessian</c>.</summary>
    /// <exception cref="UsageException">Something else is asked for, or one of them twice.</exception>
    public IReadOnlySet<string> What(ParseResult result)
    {
        var found = new HashSet<string>();
        foreach (var word in (result.GetValue(_what) ?? Kinds[0]).Split(','))
        {
            if (!Kinds.Contains(word) || !found.Add(word))
                throw new UsageException($"--what '{word}' is not available{(found.Contains(word) ? " twice" : "")}; name some of {string.Join(',', Kinds)}");
        }

        if (!found.Contains("hessian") && result.GetValue(_products) is not null)
            throw new UsageException("--products belongs to --what hessian");
        return found;
    }

    /// <summary>The plane and its images.</summary>
    /// <exception cref="UsageException">The number of points is even.</exception>
    public LandscapeOptions Plane(ParseResult result, LossKind loss, ulong seed, int? threads)
    {
        if (result.GetValue(_points) is { } points && points % 2 == 0)
            throw new UsageException($"--points must be odd, so that the trained weights are the middle one, not {points}");
        return Defaults with
        {
            Points = result.GetValue(_points) ?? Defaults.Points,
            Radius = result.GetValue(_radius) ?? Defaults.Radius,
            Samples = result.GetValue(_samples) ?? Defaults.Samples,
            Loss = loss,
            Seed = seed,
            Threads = threads ?? Environment.ProcessorCount,
        };
    }

    /// <summary>How far eigenvalues are followed.</summary>
    public HessianOptions Hessian(ParseResult result) =>
        result.GetValue(_products) is { } products ? new() { MaxProducts = products } : new();

    /// <summary>The height at which pictures end; null for the default.</summary>
    public double? Ceiling(ParseResult result) => result.GetValue(_ceiling);
}
