using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Networks.Custom;
using Tegula.Spaces.Custom;
using Tegula.Tests.Architectures.Custom;

namespace Tegula.Tests.Documentation;

/// <summary>The page about own spaces lists every key and every type of operation, and its examples are read.</summary>
public sealed partial class CustomSpacesPageTests
{
    private static readonly string Page = File.ReadAllText(Checkout.PathOf("docs", "custom-spaces.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_example_is_a_space()
    {
        string[] examples = [.. Yaml().Matches(Page).Select(match => match.Groups["text"].Value)];

        examples.ShouldNotBeEmpty();
        foreach (string example in examples)
        {
            CustomSpaceDefinition definition = CustomSpaceReader.Parse(example, "docs/custom-spaces.md");
            CustomCell cell = new CustomSpace(definition).Sample(new RandomStream(1, "test"));
            new CustomIndicatorNetworks(definition).Tangent(cell, new(3, 32, 32), 10).Output.Shape.Channels.ShouldBe(10);
        }
    }

    [Fact]
    public void The_message_that_is_shown_is_what_a_slip_in_the_first_example_gives()
    {
        string slip = Yaml().Match(Page).Groups["text"].Value.Replace("[skip, conv3]", "[skip, cnov3]", StringComparison.Ordinal);

        string message = Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Parse(slip, "my-space.yaml")).Message;
        Page.ShouldContain($"```text\n{message}\n```");
    }

    [Fact]
    public void Every_key_has_a_row()
    {
        IEnumerable<string> keys =
        [
            .. SpaceKeys.Space,
            .. SpaceKeys.Cell.Select(key => $"cell.{key}"),
            .. SpaceKeys.Skeleton.Select(key => $"skeleton.{key}"),
            .. SpaceKeys.Stem.Select(key => $"skeleton.stem.{key}"),
            .. SpaceKeys.Constraints.Select(key => $"constraints.{key}"),
        ];
        Rows("| Key |").Order().ShouldBe(keys.Order());
    }

    [Fact]
    public void Every_built_in_type_has_a_row_with_its_parameters_and_defaults()
    {
        ICellOperation[] types = [.. CustomDefinitions.BuiltInTypes];
        Rows("| Type |").ShouldBe(types.Select(type => type.Type));
        foreach (ICellOperation type in types)
        {
            string parameters = string.Join(", ", type.Parameters.Select(parameter => $"`{parameter.Name}: {parameter.Default}`"));
            Page.ShouldContain($"\n| `{type.Type}` | {parameters} | {type.Description} |\n");
        }
    }

    [Fact]
    public void The_operation_that_is_shown_is_one()
    {
        string source = File.ReadAllText(Checkout.PathOf("tests", "Tegula.Tests", "Documentation", "SqueezeOperation.cs")).ReplaceLineEndings("\n");
        Page.ShouldContain("```csharp\n" + source[source.IndexOf("public sealed class", StringComparison.Ordinal)..] + "```");

        var builder = new GraphBuilder(new(8, 4, 4));
        var settings = new OperationSettings(ImmutableSortedDictionary<string, double>.Empty.Add("ratio", 4));
        int result = new SqueezeOperation().Append(builder, new(builder.Input, "cell0.squeeze", 8, settings)).ShouldNotBeNull();
        builder.Build(result).ParameterLength.ShouldBe((8 * 2) + 4 + (2 * 8 * 9) + 16);
    }

    private static IEnumerable<string> Rows(string head) => Page[Page.IndexOf(head, StringComparison.Ordinal)..].Split('\n')
        .Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1]);

    [GeneratedRegex("```yaml\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Yaml();
}
