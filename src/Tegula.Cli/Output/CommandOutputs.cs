using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>Everything that a command can print or write of one answer; what is not asked for is not rendered.</summary>
internal sealed class CommandOutputs
{
    /// <summary>The JSON document.</summary>
    public const string Json = "json";

    /// <summary>What people see.</summary>
    public const string Text = "text";

    /// <summary>The numbers for a spreadsheet.</summary>
    public const string Csv = "csv";

    /// <summary>The main drawing; further ones have this, a hyphen and their name for a name.</summary>
    public const string Svg = "svg";

    private readonly Dictionary<string, Func<string>> _outputs = [];

    private CommandOutputs()
    {
    }

    /// <summary>Names of all outputs.</summary>
    public IEnumerable<string> Names => _outputs.Keys;

    /// <summary>An answer as JSON and for people.</summary>
    /// <param name="document">The JSON document.</param>
    /// <param name="show">Prints it for people.</param>
    public static CommandOutputs Of<T>(T document, Action<TextWriter> show)
    {
        var outputs = new CommandOutputs();
        return outputs.With(Json, () => CliJson.TextOf(document) + Environment.NewLine).With(Text, () =>
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            show(text);
            return text.ToString();
        });
    }

    /// <summary>Adds an output.</summary>
    public CommandOutputs With(string name, Func<string> render)
    {
        _outputs.Add(name, render);
        return this;
    }

    /// <summary>Adds a table for spreadsheets.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">One field a column; null for an empty one.</param>
    public CommandOutputs WithCsv(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) => With(Csv, () => CsvText.Of(header, rows));

    /// <summary>Adds drawings, the main one first; without any, there is an empty one, which is not written.</summary>
    /// <param name="drawings">Name and content of each.</param>
    public CommandOutputs WithDrawings(IReadOnlyList<(string Name, string Svg)> drawings)
    {
        With(Svg, () => drawings.Count == 0 ? "" : drawings[0].Svg);
        foreach (var (name, svg) in drawings.Skip(1))
            With($"{Svg}-{name}", () => svg);
        return this;
    }

    /// <summary>Renders some outputs, and the further drawings of those.</summary>
    /// <param name="names">Their names.</param>
    public Dictionary<string, string> Render(IReadOnlyCollection<string> names) =>
        _outputs.Where(output => names.Any(name => Belongs(output.Key, name))).ToDictionary(output => output.Key, output => output.Value());

    /// <summary>Whether an output is another or a further drawing of it.</summary>
    public static bool Belongs(string output, string to) => output == to || output.StartsWith($"{to}-", StringComparison.Ordinal);
}
