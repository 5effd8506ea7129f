namespace Tegula.Dashboard.Caching;

/// <summary>An answer out of the cache.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Value">The answer.</param>
/// <param name="IsCurrent">Whether it is of what was asked about; false where it is of an earlier state, and the current one is not computed yet.</param>
public sealed record CachedAnswer<T>(T Value, bool IsCurrent);
