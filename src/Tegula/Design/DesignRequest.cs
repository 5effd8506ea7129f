using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Models;

namespace Tegula.Design;

/// <summary>What a compressed network should be like. At least one of target and budgets is needed.</summary>
/// <param name="Family">Id of a family that <see cref="DirectDesign"/> knows.</param>
public sealed record DesignRequest(string Family)
{
    /// <summary>The NN-Mass to come near to, at least 0; null to ask for the highest within the budget.</summary>
    public double? TargetMass { get; init; }

    /// <summary>Width multiplier of the network that the target comes from, above 0; null where there is none.</summary>
    public double? ReferenceWidth { get; init; }

    /// <summary>Most parameters, at least 1; null for any number.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>Most multiply-accumulates for one input, at least 1; null for any number.</summary>
    public long? MaxMacs { get; init; }

    /// <summary>Width multipliers to try; empty for those of the family.</summary>
    public ImmutableArray<double> WidthMultipliers { get; init; } = [];

    /// <summary>Classes of the candidates; null for the family's own number.</summary>
    public int? Classes { get; init; }

    /// <summary>Rows and columns of the candidates' image; null for the family's own number.</summary>
    public int? Image { get; init; }

    /// <summary>Candidates to return, at least 1.</summary>
    public int Top { get; init; } = 10;

    /// <summary>
    /// A request for the NN-Mass of a reference network. Where it is of the same family, the candidates have its classes and image, and DenseNet-type CNNs
    /// its width multiplier as well, while MobileNet-v2 prefer it: equal mass promises equal gradient flow only at equal width
    /// (001_20c8c2cd2fe38226.txt, Prop. 2).
    /// </summary>
    /// <param name="family">Family of the candidates.</param>
    /// <param name="reference">The network to come near to.</param>
    /// <exception cref="DesignException">NN-Mass is not defined for the reference.</exception>
    public static DesignRequest Like(string family, IArchitecture reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var request = new DesignRequest(family) { TargetMass = DesignCandidate.Of(reference).NnMass };
        return reference switch
        {
            DenseNetCnn { IsSeparable: false } cnn when family == DenseNetCnn.Id => request with
            {
                Classes = cnn.Classes,
                Image = cnn.Image,
                ReferenceWidth = cnn.WidthMultiplier,
                WidthMultipliers = cnn.WidthMultiplier is { } multiplier ? [multiplier] : [],
            },
            MobileNetV2 mobile when family == MobileNetV2.Id => request with
            {
                Classes = mobile.Classes,
                Image = mobile.Image,
                ReferenceWidth = mobile.WidthMultiplier,
            },
            _ => request,
        };
    }
}
