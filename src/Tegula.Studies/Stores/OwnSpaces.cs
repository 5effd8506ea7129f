using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Search;

namespace Tegula.Studies.Stores;

/// <summary>Makes the own spaces known that a store speaks of: their definitions lie in it, so their files are not needed.</summary>
internal static class OwnSpaces
{
    private const string RequestField = "spaceDefinition";

    /// <summary>Makes the space of a study known; what is wrong with it is said where it is used.</summary>
    /// <returns>The same definition.</returns>
    public static StudyDefinition Recall(StudyDefinition definition)
    {
        if (SearchableSpace.Find(definition.Space) is null && TextIn(definition.Request) is { } space)
            SearchableSpace.Recall(definition.Space, space);
        return definition;
    }

    private static string? TextIn(string request)
    {
        try
        {
            return JsonNode.Parse(request)?[RequestField]?.GetValue<string>();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
