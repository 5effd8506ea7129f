using Tegula.Search;

namespace Tegula.Analysis;

/// <summary>When a search spawns children.</summary>
/// <param name="Steps">Steps of every search, the parent's included; at least 3.</param>
public sealed record TrajectoryOptions(int Steps = ReinforceOptions.DefaultSteps)
{
    /// <summary>Step after which the early children are spawned, at least 1; null for a tenth of the steps.</summary>
    public int? Early { get; init; }

    /// <summary>Step after which the late children are spawned, after the early ones and before the end; null for seven tenths of the steps.</summary>
    public int? Late { get; init; }

    /// <summary>The early step, null resolved.</summary>
    public int EarlyStep => Early ?? Math.Max(1, Steps / 10);

    /// <summary>The late step, null resolved.</summary>
    public int LateStep => Late ?? Math.Max(EarlyStep + 1, Steps * 7 / 10);

    /// <summary>Steps that parent and children take together.</summary>
    public int TotalSteps => LateStep + (2 * (Steps - EarlyStep)) + (2 * (Steps - LateStep));

    /// <summary>Refuses steps in a wrong order.</summary>
    /// <exception cref="AnalysisException">They are not 1 or more, the early one before the late one, both before the end.</exception>
    public void Check()
    {
        if (EarlyStep < 1 || EarlyStep >= LateStep || LateStep >= Steps)
        {
            throw new AnalysisException(
                $"children are spawned at steps {EarlyStep} and {LateStep} of {Steps}; the early step comes first, and both before the end");
        }
    }
}
