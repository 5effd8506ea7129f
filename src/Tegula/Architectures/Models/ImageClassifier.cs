using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>A known network that classifies square images of three channels.</summary>
public abstract record ImageClassifier : IArchitecture
{
    private readonly int _minImage;

    private protected ImageClassifier(int classes, int image, int minImage)
    {
        _minImage = minImage;
        Classes = classes;
        Image = image;
    }

    /// <summary>Classes, at least 1.</summary>
    /// <exception cref="ArgumentException">Less.</exception>
    public int Classes
    {
        get;
        init => field = Require.Classes(value);
    }

    /// <summary>Rows and columns of the image, at least what the strides of the network need: 8 or 32.</summary>
    /// <exception cref="ArgumentException">Less; the message says what is needed.</exception>
    public int Image
    {
        get;
        init => field = Require.Image(value, _minImage);
    }

    /// <inheritdoc/>
    public abstract ArchitectureGraph ToGraph();
}
