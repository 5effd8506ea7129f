using System.Collections.Immutable;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>A family of known networks.</summary>
public sealed record ModelFamily
{
    /// <summary>Creates one.</summary>
    internal ModelFamily(string id, string description, string example, ImmutableArray<ModelOption> options, Func<ModelOptions, IArchitecture> create)
    {
        Id = id;
        Description = description;
        Example = example;
        Options = options;
        Create = create;
    }

    /// <summary>Stable id, such as <c>mobilenet-v2</c>.</summary>
    public string Id { get; }

    /// <summary>What it is, in one line.</summary>
    public string Description { get; }

    /// <summary>A text that <see cref="ModelRegistry.Parse"/> reads.</summary>
    public string Example { get; }

    /// <summary>Its options.</summary>
    public ImmutableArray<ModelOption> Options { get; }

    /// <summary>The option whose value may stand alone behind the colon, as in <c>mobilenet-v2:1.4</c>; null when there is none.</summary>
    public string? ShortOption { get; internal init; }

    /// <summary>Makes a model from checked options.</summary>
    internal Func<ModelOptions, IArchitecture> Create { get; }
}
