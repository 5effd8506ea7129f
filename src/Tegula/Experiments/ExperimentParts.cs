using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Tegula.Experiments;

/// <summary>Parts of an experiment, taken from its memory where they lie there.</summary>
internal static class ExperimentParts
{
    /// <summary>The text that a part is remembered by.</summary>
    /// <param name="kind">What is computed.</param>
    /// <param name="decisive">Everything that decides its numbers.</param>
    public static string Text(string kind, JsonObject decisive) => new JsonObject { ["part"] = kind, ["of"] = decisive }.ToJsonString();

    /// <summary>A part, from the memory or else made and kept there.</summary>
    /// <param name="memory">The memory; null for none.</param>
    /// <param name="kind">What is computed.</param>
    /// <param name="decisive">Everything that decides its numbers.</param>
    /// <param name="type">How it is written and read.</param>
    /// <param name="make">Computes it.</param>
    public static T GetOrMake<T>(this IExperimentMemory? memory, string kind, Func<JsonObject> decisive, JsonTypeInfo<T> type, Func<T> make)
        where T : notnull
    {
        if (memory is null) return make();
        string part = Text(kind, decisive());
        if (memory.TryFind(part, type, out T? found)) return found!;
        long start = Stopwatch.GetTimestamp();
        T made = make();
        memory.Keep(part, JsonSerializer.Serialize(made, type), Stopwatch.GetElapsedTime(start));
        return made;
    }

    /// <summary>Reads a part; what another version of the library wrote in another form counts as not there.</summary>
    public static bool TryFind<T>(this IExperimentMemory memory, string part, JsonTypeInfo<T> type, out T? found)
    {
        found = default;
        if (memory.Find(part) is not { } text) return false;
        try
        {
            found = JsonSerializer.Deserialize(text, type);
            return found is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
