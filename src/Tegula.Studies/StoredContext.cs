using Tegula.Search;

namespace Tegula.Studies;

/// <summary>A way of measuring as it lies in a store.</summary>
/// <param name="Id">Number within its store.</param>
/// <param name="Context">Space, data and settings.</param>
/// <param name="Data">The data as <see cref="Datasets.DatasetSpec"/> reads it, with a full path, so that a worker can open it.</param>
public sealed record StoredContext(long Id, ScoringContext Context, string Data);
