using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tegula.Analysis;
using Tegula.Indicators;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>
/// The course of a study for the charts of its page. Points, spread and turned away hold what is new since a step; best and front, which change as a whole, are
/// always whole; what is not finite is null. At most <see cref="MostPoints"/> of each, evenly thinned.
/// </summary>
public static class CourseJson
{
    /// <summary>Most points of a series.</summary>
    public const int MostPoints = 2_000;

    // From here on a linear axis shows nothing but the largest values.
    private const double LogarithmicRatio = 1_000;

    // Architectures and names are text of others: whatever could end a script or an attribute is written as a number.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default, SkipValidation = true };

    /// <summary>Writes the course.</summary>
    /// <param name="snapshot">The study.</param>
    /// <param name="from">First step whose points are wanted, at least 0.</param>
    /// <returns>JSON in UTF-8, on one line.</returns>
    public static byte[] Write(StudySnapshot snapshot, int from)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            var course = snapshot.Course;
            writer.WriteStartObject();
            WriteStudy(writer, snapshot);
            WriteIndicators(writer, course);
            writer.WriteNumber("from", from);
            writer.WriteNumber("next", course.Steps.Count);
            WritePoints(writer, course, course.Thin(MostPoints, from));
            WriteBest(writer, course);
            WriteSeries(writer, "spread", snapshot.SpreadName, "value", course.Spread, from);
            WriteSeries(writer, "turnedAway", null, "count", course.TurnedAway, from);
            WriteFront(writer, course);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteStudy(Utf8JsonWriter writer, StudySnapshot snapshot)
    {
        var study = snapshot.Study;
        writer.WriteStartObject("study");
        writer.WriteNumber("id", study.Id);
        writer.WriteString("store", snapshot.Store.Slug);
        writer.WriteString("name", study.Name);
        writer.WriteString("command", study.Definition.Command);
        writer.WriteString("space", study.Definition.Space);
        writer.WriteString("method", study.Definition.Method);
        writer.WriteString("objective", study.Definition.Objective);
        writer.WriteString("status", study.Status switch
        {
            StudyStatus.Running => "running",
            StudyStatus.Stopped => "stopped",
            StudyStatus.Done => "done",
            _ => "failed",
        });
        writer.WriteNumber("steps", snapshot.Steps.Count);
        if (study.Definition.Steps is { } asked)
            writer.WriteNumber("asked", asked);
        else
            writer.WriteNull("asked");
        writer.WriteNumber("evaluations", snapshot.Course.FirstSteps.Count);
        writer.WriteNumber("failed", snapshot.Course.Failed);
        writer.WriteNumber("seconds", (study.Updated - study.Created).TotalSeconds);
        writer.WriteString("error", study.Error);
        writer.WriteString("answer", study.Answer);
        writer.WriteString("updated", study.Updated);
        writer.WriteEndObject();
    }

    private static void WriteIndicators(Utf8JsonWriter writer, SearchCourse course)
    {
        writer.WriteStartArray("indicators");
        foreach (var column in course.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("id", column.Indicator);
            writer.WriteString("name", StudySnapshot.NameOf(column.Indicator));
            writer.WriteBoolean("lowerIsBetter", column.Direction == Direction.LowerIsBetter);
            writer.WriteBoolean("logarithmic", column.Least > 0 && column.Greatest / column.Least >= LogarithmicRatio);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePoints(Utf8JsonWriter writer, SearchCourse course, IReadOnlyList<int> steps)
    {
        writer.WriteStartObject("points");
        WriteNumbers(writer, "step", steps);
        WriteEvaluations(writer, course, steps);
        writer.WriteStartArray("cached");
        foreach (var step in steps)
            writer.WriteBooleanValue(course.Steps[step].IsCached);
        writer.WriteEndArray();
        WriteValues(writer, course, steps);
        writer.WriteEndObject();
    }

    private static void WriteBest(Utf8JsonWriter writer, SearchCourse course)
    {
        int[] steps = [.. course.Best.Select(point => point.Step)];
        writer.WriteStartObject("best");
        WriteNumbers(writer, "step", steps);
        WriteEvaluations(writer, course, steps);
        WriteArchitectures(writer, course, steps);
        writer.WriteStartArray("cost");
        foreach (var point in course.Best)
            WriteNumber(writer, point.Value);
        writer.WriteEndArray();
        WriteValues(writer, course, steps);
        writer.WriteEndObject();
    }

    private static void WriteFront(Utf8JsonWriter writer, SearchCourse course)
    {
        var steps = Thinned(course.Front);
        writer.WriteStartObject("front");
        WriteEvaluations(writer, course, steps);
        WriteArchitectures(writer, course, steps);
        WriteValues(writer, course, steps);
        writer.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter writer, string property, string? name, string values, IReadOnlyList<CourseValue> series, int from)
    {
        var points = Thinned([.. series.Where(point => point.Step >= from)]);
        writer.WriteStartObject(property);
        if (name is not null)
            writer.WriteString("name", name);
        WriteNumbers(writer, "step", [.. points.Select(point => point.Step)]);
        writer.WriteStartArray(values);
        foreach (var point in points)
            WriteNumber(writer, point.Value);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string property, IReadOnlyList<int> numbers)
    {
        writer.WriteStartArray(property);
        foreach (var number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteEvaluations(Utf8JsonWriter writer, SearchCourse course, IReadOnlyList<int> steps)
    {
        writer.WriteStartArray("evaluation");
        foreach (var step in steps)
            writer.WriteNumberValue(course.Steps[step].Evaluation!.Value);
        writer.WriteEndArray();
    }

    private static void WriteArchitectures(Utf8JsonWriter writer, SearchCourse course, IReadOnlyList<int> steps)
    {
        writer.WriteStartArray("architecture");
        foreach (var step in steps)
            writer.WriteStringValue(course.Steps[step].Architecture);
        writer.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter writer, SearchCourse course, IReadOnlyList<int> steps)
    {
        writer.WriteStartObject("values");
        foreach (var column in course.Columns)
        {
            writer.WriteStartArray(column.Indicator);
            foreach (var step in steps)
                WriteNumber(writer, column.Values[step]);

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    // JSON knows neither infinities nor what is no number.
    private static void WriteNumber(Utf8JsonWriter writer, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
    }

    // The last point stays, so that a curve reaches as far as the search.
    private static IReadOnlyList<T> Thinned<T>(IReadOnlyList<T> items) =>
        items.Count <= MostPoints ? items : [.. Enumerable.Range(1, MostPoints).Select(number => items[(int)((long)number * items.Count / MostPoints) - 1])];
}
