using System.Collections.Concurrent;
using Tegula.Experiments;

namespace Tegula.Tests.Experiments;

/// <summary>A memory that counts, and that can end the process in a way: by throwing after so many parts.</summary>
internal sealed class TestMemory : IExperimentMemory
{
    private int _kept;

    /// <summary>What is remembered.</summary>
    public ConcurrentDictionary<string, string> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Parts that were there already when they were kept.</summary>
    public ConcurrentQueue<string> Replaced { get; } = [];

    /// <summary>Parts kept since <see cref="Restart"/>.</summary>
    public int Kept => _kept;

    /// <summary>Parts that are kept before the power fails.</summary>
    public int Most { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    public string? Find(string part) => Parts.GetValueOrDefault(part);

    /// <inheritdoc/>
    public void Keep(string part, string value, TimeSpan duration)
    {
        duration.ShouldBeGreaterThan(TimeSpan.Zero);
        if (Interlocked.Increment(ref _kept) > Most) throw new InvalidOperationException("the power fails");
        if (!Parts.TryAdd(part, value)) Replaced.Enqueue(part);
    }

    /// <summary>Goes on with what is remembered.</summary>
    public void Restart() => (_kept, Most) = (0, int.MaxValue);
}
