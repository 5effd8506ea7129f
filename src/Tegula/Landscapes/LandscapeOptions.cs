using Tegula.Training;

namespace Tegula.Landscapes;

/// <summary>Which plane of the weights is looked at, how finely, and on how many images.</summary>
/// <remarks>The plane and its 51 x 51 points are those of the cell study (002_18e5d33089871091.txt Sec. 4.2.1).</remarks>
public sealed record LandscapeOptions
{
    /// <summary>Points along each side, odd and at least 3, so that the trained weights are the middle one.</summary>
    public int Points
    {
        get;
        init => field = value >= 3 && value % 2 == 1 ? value : throw new ArgumentException($"Points is {value}, expected an odd number from 3");
    } = 51;

    /// <summary>Distance from the middle to each side, in lengths of the directions, above 0.</summary>
    public double Radius
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentException($"Radius is {value}, expected a number above 0");
    } = 1;

    /// <summary>Images that every point is measured on, at least 1: that many of the data set, chosen by the seed; all where it has fewer.</summary>
    public int Samples { get; init => field = AtLeastOne(value, nameof(Samples)); } = 256;

    /// <summary>The loss, best the one that the network was trained with.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Seed of the directions and of the choice of images.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most threads to use, at least 1; changes the time, never the result.</summary>
    public int Threads { get; init => field = AtLeastOne(value, nameof(Threads)); } = Environment.ProcessorCount;

    private static int AtLeastOne(int value, string name) => value >= 1 ? value : throw new ArgumentException($"{name} is {value}, expected at least 1");
}
