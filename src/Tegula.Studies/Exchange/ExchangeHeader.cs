namespace Tegula.Studies.Exchange;

/// <summary>The first line of an exported store.</summary>
/// <param name="Format">Always <see cref="Name"/>.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="Program">Version of the library that wrote it.</param>
public sealed record ExchangeHeader(string Format, int Version, string Program)
{
    /// <summary>What an exported store says it is.</summary>
    public const string Name = "tegula-study";

    /// <summary>Version of the format that this library writes and reads.</summary>
    public const int CurrentVersion = 1;
}
