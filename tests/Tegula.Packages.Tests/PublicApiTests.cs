using Tegula.Reference;

namespace Tegula.Packages.Tests;

/// <summary>What the libraries promise changes only on purpose.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. PublicApi.Assemblies.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_types_and_members_are_those_written_down(string library)
    {
        var known = File.ReadAllLines(Checkout.PathOf("tests", "goldens", "public-api", library + ".txt"));
        var found = PublicApi.Describe(PublicApi.Assemblies.Single(assembly => assembly.GetName().Name == library)).Split('\n')[..^1];
        var gone = known.Except(found).ToList();
        var added = found.Except(known).ToList();
        found.SequenceEqual(known).ShouldBeTrue($"""
            {library}: taken away or changed (breaking): {string.Join(" // ", gone)}
            added: {string.Join(" // ", added)}
            If that is meant, run eng/public-api, and write a line in CHANGELOG.md, with BREAKING where something was taken away or changed.
            """);
    }

    [Fact]
    public void A_signature_reads_as_in_the_sources()
    {
        var lines = PublicApi.Describe(typeof(Example).Assembly).Split('\n').Select(line => line.Trim()).ToList();
        lines.ShouldContain("public abstract class PublicApiTests.Example : IDisposable");
        foreach (var line in new[]
        {
            "protected Example(int first, string? second = null)".Replace("null", "default", StringComparison.Ordinal),
            "static bool TryFind(ReadOnlySpan<char> text, out (int Line, string? What) place)",
            "protected abstract Dictionary<string, int[]?>? Table { get; }",
            "required string Name { get; init; }",
            "const double Half = 0.5",
            "virtual T Pick<T>(params IReadOnlyList<T> all) where T : struct",
            "sealed override string ToString()",
            "void Dispose()",
        })
        {
            lines.ShouldContain(line);
        }

        lines.ShouldContain("public enum PublicApiTests.Choice : byte");
        lines.ShouldContain("Second = 4");
        lines.ShouldNotContain(line => line.Contains("Hidden", StringComparison.Ordinal));
    }

#pragma warning disable CA1008, CA1027, CA1028, CA1063 // what is shown here are signatures, whatever they are good for
    public abstract class Example : IDisposable
    {
        public const double Half = 0.5;

        protected Example(int first, string? second = null) => Hidden = $"{first}{second}";

        public required string Name { get; init; }

        protected abstract Dictionary<string, int[]?>? Table { get; }

        private string Hidden { get; }

        public static bool TryFind(ReadOnlySpan<char> text, out (int Line, string? What) place)
        {
            place = (text.Length, null);
            return false;
        }

        public virtual T Pick<T>(params IReadOnlyList<T> all)
            where T : struct => all[0];

        public sealed override string ToString() => Hidden;

        public void Dispose() => GC.SuppressFinalize(this);
    }

    public enum Choice : byte
    {
        First = 1,
        Second = 4,
    }
#pragma warning restore CA1008, CA1027, CA1028, CA1063
}
