using System.Text.Json.Nodes;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;

namespace Tegula.Tests.Architectures.Custom;

public sealed class CustomSpaceSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(CustomSpaceSchema.Text)!;

    [Fact]
    public void Files_that_are_read_fit_the_schema()
    {
        ((string)Schema["$schema"]!).ShouldBe("https://json-schema.org/draft/2020-12/schema");
        foreach (CustomSpaceDefinition definition in new[] { CustomDefinitions.NasBench201, CustomDefinitions.Full, CustomDefinitions.Small })
            Allows(definition.ToYaml()).ShouldBeTrue(definition.Name);
        foreach (string text in new[] { CustomDefinitions.NasBench201Text, CustomDefinitions.FullText, CustomDefinitions.SmallText })
            Allows(text).ShouldBeTrue(text);
    }

    /// <summary>One wrong value each: both say no.</summary>
    [Theory]
    [InlineData("name: Full-1", "nmae: Full-1")]
    [InlineData("name: Full-1", "name: 1st")]
    [InlineData("name: Full-1", "# no name")]
    [InlineData("nodes: 5", "nodes: 17")]
    [InlineData("nodes: 5", "nodes: five")]
    [InlineData("nodes: 5", "knots: 5")]
    [InlineData("- [0, 1]", "- [0, 1, 2]")]
    [InlineData("- [0, 1]", "- [0, 16]")]
    [InlineData("from: 0, to: 2", "from: 0, too: 2")]
    [InlineData("[skip, conv]", "[]")]
    [InlineData("output: concatenate", "output: concat")]
    [InlineData("skip: identity", "skip: idenity")]
    [InlineData("skip: identity", "sk|p: identity")]
    [InlineData("kernel: 5, dil", "kernel: 4, dil")]
    [InlineData("kernel: 5, dil", "kernel: 17, dil")]
    [InlineData("kernel: 5, dil", "expansion: 5, dil")]
    [InlineData("groups: 2", "groups: 1.5")]
    [InlineData("channels: 8", "channels: 0")]
    [InlineData("stages: 2", "stages: 9")]
    [InlineData("cells: 3", "cells: 65")]
    [InlineData("growth: 3", "growth: 9")]
    [InlineData("reduction: convolution", "reduction: none")]
    [InlineData("kernel: 5, stride: 2", "kernel: 6, stride: 2")]
    [InlineData("stride: 2", "stride: 3")]
    [InlineData("image: 1x28x36", "image: 28x36")]
    [InlineData("classes: 7", "classes: 0")]
    [InlineData("max-params: 0.5M", "max-params: much")]
    [InlineData("{sep: 1}", "{sep: -1}")]
    [InlineData("min-width: 0.25", "min-width: -1")]
    [InlineData("min-width: 0.25", "min-breadth: 1")]
    public void What_does_not_fit_the_schema_is_not_read(string part, string instead)
    {
        string text = CustomDefinitions.FullText.Replace(part, instead, StringComparison.Ordinal);

        text.ShouldNotBe(CustomDefinitions.FullText);
        Allows(text).ShouldBeFalse();
        Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Parse(text, "x"));
    }

    [Fact]
    public void It_has_exactly_the_keys_that_are_read()
    {
        Keys(Schema).ShouldBe(SpaceKeys.Space);
        Keys(Schema["properties"]!["cell"]!).ShouldBe(SpaceKeys.Cell);
        Keys(Schema["properties"]!["skeleton"]!).ShouldBe(SpaceKeys.Skeleton);
        Keys(Schema["properties"]!["skeleton"]!["properties"]!["stem"]!).ShouldBe(SpaceKeys.Stem);
        Keys(Schema["properties"]!["constraints"]!).ShouldBe(SpaceKeys.Constraints);
        Keys(Schema["properties"]!["cell"]!["properties"]!["edges"]!["anyOf"]![1]!["items"]!["anyOf"]![1]!).ShouldBe(SpaceKeys.Edge);
        foreach (ICellOperation type in CustomDefinitions.BuiltInTypes)
        {
            JsonNode operation = Schema["properties"]!["operations"]!["additionalProperties"]!["anyOf"]!.AsArray()
                .Single(item => (string?)item!["properties"]?["type"]?["const"] == type.Type)!;
            Keys(operation).ShouldBe(type.Parameters.Select(parameter => parameter.Name).Prepend("type"));
        }
    }

    [Fact]
    public void Skeleton_values_at_the_borders_are_read()
    {
        foreach ((string key, JsonNode? rule) in Schema["properties"]!["skeleton"]!["properties"]!.AsObject())
        {
            if (rule!["minimum"] is not { } minimum)
                continue;
            Skeleton(key, (int)minimum).ShouldNotThrow();
            Skeleton(key, (int)rule["maximum"]!).ShouldNotThrow();
            Skeleton(key, (int)minimum - 1).ShouldThrow<CustomSpaceException>();
            Skeleton(key, (int)rule["maximum"]! + 1).ShouldThrow<CustomSpaceException>();
        }

        static Action Skeleton(string key, int value)
        {
            string others = key is "channels" or "growth" ? "" : "channels: 1, growth: 1, ";
            string stages = key is "stages" ? "image: 3x128x128, " : key is "channels" or "growth" ? "stages: 1, " : "";
            return () => CustomSpaceReader.Parse(
                $"name: a\ncell: {{nodes: 2}}\noperations: {{s: identity}}\nskeleton: {{{others}{stages}{key}: {value}}}", "x");
        }
    }

    private static IEnumerable<string> Keys(JsonNode schema) => schema["properties"]!.AsObject().Select(property => property.Key);

    private static bool Allows(string text) => JsonSchema.Allows(Schema, JsonSchema.ToJson(YamlTree.Read("x", text)));
}
