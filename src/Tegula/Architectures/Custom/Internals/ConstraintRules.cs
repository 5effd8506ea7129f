using System.Collections.Immutable;
using System.Globalization;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>What the constraints of a space have to be, so far as it can be told without looking at all its cells.</summary>
internal static class ConstraintRules
{
    private const long LargestBudget = 100_000_000_000_000;

    /// <summary>Checks the constraints.</summary>
    /// <exception cref="CustomSpaceException">A number means nothing, or no cell can keep to them.</exception>
    public static void Require(CustomSpaceDefinition definition)
    {
        CustomConstraints constraints = definition.Constraints;
        RequireCounts(definition, constraints.AtLeast, "at-least");
        RequireCounts(definition, constraints.AtMost, "at-most");
        RequireCarriers(definition);
        RequireBudget(definition);
        RequireRange("depth", constraints.MinDepth, constraints.MaxDepth);
        RequireRange("width", constraints.MinWidth, constraints.MaxWidth);
        int longest = LongestPath(definition);
        if (constraints.MinDepth > longest)
            throw Fault("min-depth", $"min-depth is {Text(constraints.MinDepth.Value)}; no path of a cell has more than {longest} operations");
    }

    private static void RequireCounts(CustomSpaceDefinition definition, ImmutableSortedDictionary<string, int> counts, string key)
    {
        foreach ((string name, int count) in counts)
        {
            if (definition.IndexOf(name) < 0)
                throw Fault(
                    $"{key}.{name}", ResolvedOperation.Unknown("operation of this space", name, definition.Operations.Select(operation => operation.Name)));
            if (count < 0)
                throw Fault($"{key}.{name}", $"{name} is {count}; a number of edges is at least 0");
        }
    }

    private static void RequireCarriers(CustomSpaceDefinition definition)
    {
        CustomConstraints constraints = definition.Constraints;
        foreach ((string name, int least) in constraints.AtLeast)
        {
            int carriers = definition.Edges.Count(edge => edge.Operations.Contains(name));
            if (least > carriers)
                throw Fault($"at-least.{name}", $"at least {least} edges are to carry '{name}', and only {carriers} can");
            if (constraints.AtMost.TryGetValue(name, out int most) && least > most)
                throw Fault($"at-least.{name}", $"at least {least} and at most {most} edges are to carry '{name}'; no cell does both");
        }

        long sum = constraints.AtLeast.Values.Sum(count => (long)count);
        if (sum > definition.Edges.Length)
            throw Fault("at-least", $"{sum} edges are asked for, and a cell has {definition.Edges.Length}");
        foreach ((string name, int most) in constraints.AtMost)
        {
            int bound = definition.Edges.Count(edge => edge.Operations is [{ } only] && only == name);
            if (bound > most)
                throw Fault($"at-most.{name}", $"at most {most} edges may carry '{name}', and {bound} can carry nothing else");
        }
    }

    private static void RequireBudget(CustomSpaceDefinition definition)
    {
        CustomConstraints constraints = definition.Constraints;
        if (constraints.MaxParameters is < 1 or > LargestBudget)
            throw Fault("max-params", $"max-params is {constraints.MaxParameters}; it has to be from 1 to {LargestBudget}");
        if (constraints.MaxMacs is < 1 or > LargestBudget)
            throw Fault("max-macs", $"max-macs is {constraints.MaxMacs}; it has to be from 1 to {LargestBudget}");
        if (!constraints.LimitsCost)
            return;
        CustomCosts costs = definition.Costs;
        if (costs.Least(cost => cost.Parameters) is var parameters && parameters > constraints.MaxParameters)
            throw Fault("max-params", $"max-params is {constraints.MaxParameters}; the smallest network of this space has {parameters} parameters");
        if (costs.Least(cost => cost.Macs) is var macs && macs > constraints.MaxMacs)
            throw Fault("max-macs", $"max-macs is {constraints.MaxMacs}; the cheapest network of this space takes {macs} multiply-accumulates");
    }

    private static void RequireRange(string what, double? minimum, double? maximum)
    {
        foreach ((string key, double? value) in ((string, double?)[])[("min-" + what, minimum), ("max-" + what, maximum)])
        {
            if (value is { } number && !(number >= 0 && double.IsFinite(number)))
                throw Fault(key, $"{key} is {Text(number)}; it has to be a number from 0 on");
        }

        if (minimum > maximum)
            throw Fault("min-" + what, $"min-{what} is {Text(minimum.Value)} and max-{what} is {Text(maximum.Value)}; no cell lies between");
    }

    // Edges of the longest path from the input to a node that is handed on.
    private static int LongestPath(CustomSpaceDefinition definition)
    {
        var longest = new int[definition.Cell.Nodes];
        foreach (CustomEdge edge in definition.Edges)
            longest[edge.Target] = Math.Max(longest[edge.Target], longest[edge.Source] + 1);
        return longest.Max();
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static CustomSpaceException Fault(string key, string fault) => new($"constraints.{key}", fault);
}
