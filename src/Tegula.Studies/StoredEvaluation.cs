namespace Tegula.Studies;

/// <summary>A score as it lies in a store.</summary>
public sealed record StoredEvaluation : NewEvaluation
{
    /// <summary>Number within its store, rising in the order of storing.</summary>
    public required long Id { get; init; }

    /// <summary>SHA-256 over context key, computation, indicators and values, in lower-case hexadecimal: what <c>study verify</c> checks.</summary>
    public required string Sha256 { get; init; }
}
