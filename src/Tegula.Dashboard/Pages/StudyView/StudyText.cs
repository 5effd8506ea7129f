using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.StudyView;

/// <summary>A study in words.</summary>
internal static class StudyText
{
    private const int HashDigits = 12;
    private const int SecondsOfAMinute = 60;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What it is, in a sentence.</summary>
    public static string Gist(Study study)
    {
        var asked = study.Definition;
        string method = asked.Method is null ? "" : $" by {asked.Method}";
        string objective = string.IsNullOrEmpty(asked.Objective) ? "" : $", objective {asked.Objective}";
        return $"{asked.Command} in {asked.Space}{method}{objective}";
    }

    /// <summary>What was asked, and when and with what it began.</summary>
    public static IReadOnlyList<Fact> Asked(StudySnapshot snapshot)
    {
        var (study, asked) = (snapshot.Study, snapshot.Study.Definition);
        return
        [
            new("Command", asked.Command),
            new("Space", asked.Space),
            new("Method", asked.Method ?? "none"),
            new("Objective", asked.Objective ?? "none"),
            new("Steps", asked.Steps?.ToString("N0", CultureInfo.InvariantCulture) ?? "not known before"),
            new("Seed", $"{asked.Seed}"),
            new("Fidelity", asked.Fidelity),
            new("Data", WithoutFolder(asked.Data)),
            new("SHA-256 of the data", $"{asked.DataSha256[..Math.Min(HashDigits, asked.DataSha256.Length)]}…"),
            new("Store", snapshot.Store.Name),
            new("Began (UTC)", Moment(study.Created)),
            new("Last written (UTC)", Moment(study.Updated)),
            new("Version", study.Version),
            new("Machine", study.Machine),
        ];
    }

    /// <summary>A length of time as charts write it, too.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < SecondsOfAMinute => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        < SecondsOfAMinute * SecondsOfAMinute => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):N0} h {time.Minutes} min"),
    };

    /// <summary>JSON with line breaks; what is none, as it stands.</summary>
    public static string Pretty(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text, Indented))
                document.RootElement.WriteTo(writer);
            return Encoding.UTF8.GetString(text.ToArray());
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // Where files lie on this machine is no reader's business.
    private static string WithoutFolder(string data)
    {
        int colon = data.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? data : $"{data[..(colon + 1)]}{Path.GetFileName(data[(colon + 1)..])}";
    }
}
