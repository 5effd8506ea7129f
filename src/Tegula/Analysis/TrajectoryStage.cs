namespace Tegula.Analysis;

/// <summary>Two children of one parent, spawned at one step of a search.</summary>
/// <param name="Id"><c>early</c> or <c>late</c>.</param>
/// <param name="Step">Steps that the parent had taken.</param>
/// <param name="Parent">What the parent would have answered, as an index into the architectures seen.</param>
/// <param name="Entropy">Entropy of the parent's policy in nats.</param>
/// <param name="Children">The two children.</param>
/// <param name="Barriers">The surface of each indicator on the straight way between the children's ends.</param>
public sealed record TrajectoryStage(
    string Id, int Step, int Parent, double Entropy, IReadOnlyList<TrajectoryChild> Children, IReadOnlyList<SurfaceBarrier> Barriers)
{
    /// <summary>In how many choices the children's ends differ; 0 where they found the same.</summary>
    public required int EndDistance { get; init; }
}

/// <summary>The way of one child.</summary>
/// <param name="Seed">Seed of its random numbers.</param>
/// <param name="Path">What it would have answered: the parent's answer, then each change of it. The last is its end.</param>
/// <param name="Entropy">Entropy of its policy at the end in nats.</param>
public sealed record TrajectoryChild(uint Seed, IReadOnlyList<TrajectoryPoint> Path, double Entropy)
{
    /// <summary>What it found, as an index into the architectures seen.</summary>
    public int End => Path[^1].Architecture;
}

/// <summary>An answer on the way of a search.</summary>
/// <param name="Step">Steps taken since the beginning of the parent.</param>
/// <param name="Architecture">Index into the architectures seen.</param>
public sealed record TrajectoryPoint(int Step, int Architecture);
