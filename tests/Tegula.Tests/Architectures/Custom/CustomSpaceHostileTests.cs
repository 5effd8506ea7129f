using System.Text;
using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Spaces.Custom;

namespace Tegula.Tests.Architectures.Custom;

/// <summary>Files that somebody broke, by chance or on purpose.</summary>
public sealed class CustomSpaceHostileTests
{
    private const int Mutations = 10_000;
    private const string Alphabet = "{}[]:,-#&*!|>'\"%@` \n\t\r0123456789eE.~+abckKMG\u00e9\u2028\uFEFF\0";

    public static TheoryData<string, Func<string>> Bombs => new()
    {
        { "nested lists", () => new('[', 200_000) },
        { "nested mappings", () => string.Concat(Enumerable.Repeat("{a: ", 50_000)) },
        { "nested keys", () => string.Concat(Enumerable.Repeat("? ", 100_000)) },
        { "nested dashes", () => string.Concat(Enumerable.Repeat("- ", 100_000)) },
        { "indented ever more", () => string.Concat(Enumerable.Range(0, 600).Select(depth => new string(' ', depth) + "a:\n")) },
        { "one long word", () => new('a', 200_000) },
        { "one long number", () => "name: " + new string('9', 200_000) },
        { "one long quote", () => "name: '" + new string('a', 200_000) },
        { "many items", () => "name: [" + string.Concat(Enumerable.Repeat("1,", 120_000)) + "]" },
        { "many keys", () => string.Concat(Enumerable.Range(0, 25_000).Select(key => $"k{key}: 1\n")) },
        {
            "many operations",
            () => "name: a\ncell: {nodes: 2}\noperations:\n" + string.Concat(Enumerable.Range(0, 9_000).Select(key => $"  k{key}: identity\n"))
        },
        { "many edges", () => "name: a\noperations: {s: identity}\ncell:\n  nodes: 3\n  edges:\n" + string.Concat(Enumerable.Repeat("    - [0, 1]\n", 6_000)) },
        { "many quotes", () => new('"', 200_000) },
        { "many colons", () => new(':', 200_000) },
        { "many percents", () => new('%', 200_000) },
        { "many documents", () => string.Concat(Enumerable.Repeat("--- a\n", 40_000)) },
        { "many empty lines", () => new('\n', 250_000) },
        {
            "billion laughs",
            () => "a0: &a0 [l, l]\n" + string.Concat(Enumerable.Range(1, 40).Select(level => $"a{level}: &a{level} [*a{level - 1}, *a{level - 1}]\n"))
        },
        { "an alias of itself", () => "name: &a [*a]\n" },
        { "too long", () => new('#', 300_000) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_gives_one_clear_line(string name, Func<string> text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        CustomSpaceException exception = Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Parse(text(), "bomb.yaml"), name);

        exception.Message.ShouldStartWith("bomb.yaml:");
        exception.Message.Length.ShouldBeLessThan(500);
        exception.Message.ShouldNotContain("\n");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200L << 20);
    }

    [Fact]
    public void A_hundred_megabytes_are_not_read()
    {
        string file = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.OpenWrite(file))
                stream.SetLength(100 << 20);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Read(file)).Message
                .ShouldBe($"{file}:1:1: the file is longer than 256 KiB; the definition of a space is far shorter");
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_missing_or_in_another_encoding_is_refused()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, CustomDefinitions.FullText);
            CustomSpaceReader.Read(file).ShouldBe(CustomDefinitions.Full);
            File.WriteAllText(file, CustomDefinitions.FullText, Encoding.Unicode);
            Message(file).ShouldBe($"{file}:1:1: the file is in UTF-16; save it in UTF-8");
            File.WriteAllBytes(file, [.. "name: a\ncell"u8, 0xC3, 0x28]);
            Message(file).ShouldBe($"{file}:2:5: a byte here is no UTF-8; save the file in UTF-8");
        }
        finally
        {
            File.Delete(file);
        }

        Message(file).ShouldStartWith($"{file}:1:1: the file cannot be read: ");
    }

    /// <summary>Every mutant is a space or one clear line, and a space that comes out is written and read again.</summary>
    [Fact]
    public void Ten_thousand_mutants_of_valid_files_are_read_or_refused()
    {
        string[] originals = [CustomDefinitions.NasBench201Text, CustomDefinitions.FullText, CustomDefinitions.SmallText, CustomDefinitions.Full.ToYaml()];
        var random = new RandomStream(20, "test/mutants");
        int read = 0, refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            string mutant = originals[random.NextInt(originals.Length)];
            for (int changes = 1 + random.NextInt(3); changes > 0; changes--)
                mutant = Mutate(mutant, originals, random);
            try
            {
                CustomSpaceDefinition definition = CustomSpaceReader.Parse(mutant, "m");
                CustomSpaceReader.Parse(definition.ToYaml(), "m").ShouldBe(definition, mutant);
                read++;
            }
            catch (CustomSpaceException exception)
            {
                exception.Message.ShouldStartWith("m:");
                exception.Message.ShouldNotContain("\n");
                refused++;
            }
        }

        read.ShouldBeGreaterThan(Mutations / 50);
        refused.ShouldBeGreaterThan(Mutations / 2);
    }

    /// <summary>Large spaces in which next to nothing keeps to the constraints; expected: the door gives up after 20,000 cells of 120 edges.</summary>
    [Theory]
    [InlineData("nodes: 16", "none: none, skip: identity, conv: convolution", "min-depth: 14.9", "none of 20000 random cells keeps")]
    [InlineData("nodes: 16, output: concatenate", "skip: identity, pool: max-pool", "min-width: 9", "none of 20000 random cells keeps")]
    [InlineData("nodes: 16", "skip: identity, pool: max-pool", "at-most: {skip: 50, pool: 60}", "no cell keeps")]
    public void Constraints_that_leave_nothing_are_told_with_their_place_and_little_work(string cell, string operations, string constraints, string fault)
    {
        string text = $"name: a\ncell: {{{cell}}}\noperations: {{{operations}}}\nconstraints: {{{constraints}}}";
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Parse(text, "own.yaml", CustomSpace.Checked)).Message
            .ShouldBe($"own.yaml:4:1: {fault} to the constraints; relax them");

        // A draw takes an array of 120 numbers, half a kilobyte.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(30 << 20);
    }

    private static string Message(string file) => Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Read(file)).Message;

    private static string Mutate(string text, string[] originals, RandomStream random)
    {
        if (text.Length < 3)
            return text + Alphabet[random.NextInt(Alphabet.Length)];
        int place = random.NextInt(text.Length);
        int length = Math.Min(1 + random.NextInt(12), text.Length - place);
        string[] lines = text.Split('\n');
        int line = random.NextInt(lines.Length);
        return random.NextInt(8) switch
        {
            0 => text.Remove(place, length),
            1 => text.Insert(place, $"{Alphabet[random.NextInt(Alphabet.Length)]}"),
            2 => text[..place] + Alphabet[random.NextInt(Alphabet.Length)] + text[(place + 1)..],
            3 => text[..place],
            4 => text.Insert(place, text.Substring(place, length)),
            5 => string.Join('\n', [.. lines[..line], lines[random.NextInt(lines.Length)], .. lines[line..]]),
            6 => string.Join('\n', [.. lines[..line], .. lines[(line + 1)..]]),
            _ => text[..place] + originals[random.NextInt(originals.Length)][..40],
        };
    }
}
