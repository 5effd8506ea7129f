using System.Globalization;
using System.Text;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>Writes a definition as a file: every key with its value, always in one order.</summary>
internal static class CanonicalYaml
{
    /// <summary>The text, lines ending with a line feed.</summary>
    public static string Of(CustomSpaceDefinition definition)
    {
        var text = new StringBuilder();
        Line($"name: {definition.Name}");
        Line("cell:");
        Line($"  nodes: {definition.Cell.Nodes}");
        WriteEdges();
        Line($"  output: {SpaceWords.Of(definition.Cell.Output)}");
        Line("operations:");
        foreach (CustomOperation operation in definition.Operations)
        {
            IEnumerable<string> settings = operation.Settings.Select(setting => $", {setting.Parameter}: {Number(setting.Value)}");
            Line($"  {operation.Name}: {{type: {operation.Type}{string.Concat(settings)}}}");
        }

        WriteSkeleton(definition.Skeleton);
        if (!definition.Constraints.IsEmpty)
            WriteConstraints(definition.Constraints);
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void WriteEdges()
        {
            bool isWhole = definition.Edges.Select(edge => (edge.Source, edge.Target))
                .SequenceEqual((definition.Cell with { Edges = default }).AllEdges.Select(edge => (edge.Source, edge.Target)));
            if (isWhole && definition.Edges.All(edge => edge.Operations.Length == definition.Operations.Length))
            {
                Line("  edges: all");
                return;
            }

            Line("  edges:");
            foreach (CustomEdge edge in definition.Edges)
            {
                Line(edge.Operations.Length == definition.Operations.Length
                    ? $"    - [{edge.Source}, {edge.Target}]"
                    : $"    - {{from: {edge.Source}, to: {edge.Target}, operations: [{string.Join(", ", edge.Operations)}]}}");
            }
        }

        void WriteSkeleton(CustomSkeleton skeleton)
        {
            Line("skeleton:");
            Line($"  channels: {skeleton.Channels}");
            Line($"  stages: {skeleton.Stages}");
            Line($"  cells: {skeleton.Cells}");
            Line($"  growth: {skeleton.Growth}");
            Line($"  reduction: {SpaceWords.Of(skeleton.Reduction)}");
            Line($"  stem: {{kernel: {skeleton.StemKernel}, stride: {skeleton.StemStride}}}");
            Line($"  image: {skeleton.Image}");
            Line($"  classes: {skeleton.Classes}");
        }

        void WriteConstraints(CustomConstraints constraints)
        {
            Line("constraints:");
            WriteNumber("max-params", constraints.MaxParameters);
            WriteNumber("max-macs", constraints.MaxMacs);
            WriteCounts("at-least", constraints.AtLeast);
            WriteCounts("at-most", constraints.AtMost);
            WriteNumber("min-depth", constraints.MinDepth);
            WriteNumber("max-depth", constraints.MaxDepth);
            WriteNumber("min-width", constraints.MinWidth);
            WriteNumber("max-width", constraints.MaxWidth);
        }

        void WriteNumber(string key, double? value)
        {
            if (value is { } number)
                Line($"  {key}: {Number(number)}");
        }

        void WriteCounts(string key, IReadOnlyDictionary<string, int> counts)
        {
            if (counts.Count > 0)
                Line($"  {key}: {{{string.Join(", ", counts.Select(item => $"{item.Key}: {item.Value}"))}}}");
        }
    }

    private static string Number(double value) => Math.Abs(value) < 1e15 && value == Math.Floor(value)
        ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);
}
