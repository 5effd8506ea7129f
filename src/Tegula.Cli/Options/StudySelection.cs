using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;
using Tegula.Studies;

namespace Tegula.Cli.Options;

/// <summary>Which store, and which study in it: <c>[NAME] --study FILE.db|postgres://... [--name NAME]</c>.</summary>
internal sealed class StudySelection
{
    private readonly Option<string?> _study = new("--study")
    {
        Description = "Store of studies: a SQLite file, or a PostgreSQL database",
        HelpName = "FILE.db|postgres://...",
    };

    private readonly Argument<string?> _argument = new("NAME") { Description = "Name of the study", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _name = new("--name")
    {
        Description = "The same as NAME; for a name that begins with a dash, --name=-x",
        HelpName = "NAME",
    };

    /// <summary>Adds <c>--study</c> alone.</summary>
    public StudySelection AddStoreTo(Command command)
    {
        command.Add(_study);
        return this;
    }

    /// <summary>Adds <c>--study</c> and the name.</summary>
    public StudySelection AddTo(Command command)
    {
        command.Add(_argument);
        command.Add(_study);
        command.Add(_name);
        return this;
    }

    /// <summary>The store as the user wrote it.</summary>
    /// <exception cref="UsageException">It is not given.</exception>
    public string Location(ParseResult result) => result.GetValue(_study) is { Length: > 0 } location
        ? location
        : throw new UsageException("--study is missing; name the store, as in --study runs.db or --study postgres://USER@HOST/DATABASE");

    /// <summary>The name; null when it is not given.</summary>
    /// <exception cref="UsageException">Two different names are given.</exception>
    public string? Name(ParseResult result)
    {
        var (argument, option) = (result.GetValue(_argument), result.GetValue(_name));
        if (argument is not null && option is not null && argument != option)
            throw new UsageException($"the study is named twice, '{argument}' and --name '{option}'; name it once");
        return option ?? argument;
    }

    /// <summary>The study or recorded result with a name; without one, the only one that the store holds.</summary>
    /// <exception cref="UsageException">There is none, or several to choose from.</exception>
    public static (Study? Study, RecordedResult? Result) Find(StudyStore store, string? name)
    {
        name ??= OnlyName(store);
        if (store.FindStudy(name) is { } study)
            return (study, null);
        return store.Results().FirstOrDefault(result => result.Name == name) is { } recorded
            ? (null, store.FindResult(recorded.Key) ?? recorded)
            : throw Unknown(store, name, Names(store));
    }

    /// <summary>The study with a name; without one, the only one that the store holds.</summary>
    /// <exception cref="UsageException">There is none, or several to choose from, or the name is a recorded result's.</exception>
    public static Study FindStudy(StudyStore store, string? name)
    {
        var (study, result) = Find(store, name);
        return study ?? throw new UsageException($"'{result!.Name}' is a recorded result of '{result.Command}', not a study; 'tegula study show' prints it");
    }

    private static string OnlyName(StudyStore store) => Names(store) switch
    {
        [var only] => only,
        [] => throw new UsageException($"{store.Location} holds no studies yet; 'tegula search --study FILE' makes one"),
        { Count: <= 10 } several => throw new UsageException($"{store.Location} holds {several.Count} studies, name one of {string.Join(", ", several)}"),
        var many => throw new UsageException($"{store.Location} holds {many.Count} studies, name one; 'tegula study list' shows them"),
    };

    private static UsageException Unknown(StudyStore store, string name, IReadOnlyList<string> known)
    {
        var nearest = known.OrderBy(other => Suggestion.Distance(PlainText.Cut(name, 100), PlainText.Cut(other, 100))).Take(5).ToList();
        var help = nearest.Count switch
        {
            0 => "; it holds none",
            _ when Suggestion.For(name, nearest) is { Length: > 0 } one => one,
            _ => $"; {(nearest.Count == known.Count ? "it holds" : "the nearest are")} {string.Join(", ", nearest)}",
        };
        return new($"there is no study '{name}' in {store.Location}{help}");
    }

    private static List<string> Names(StudyStore store) =>
    [
        .. store.Studies().Select(study => study.Name),
        .. store.Results().Where(result => !result.IsPart).Select(result => result.Name),
    ];
}
