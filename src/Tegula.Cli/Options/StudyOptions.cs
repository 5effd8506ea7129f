using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;
using Tegula.Studies;

namespace Tegula.Cli.Options;

/// <summary><c>--study</c> and <c>--name</c>: where a command keeps what it computes, and under which name.</summary>
internal sealed class StudyOptions
{
    private const int LongestName = 200;

    private readonly Option<string?> _location = new("--study")
    {
        Description = "Keep what is computed in this file or database, and take from it what it holds already; a file that is not there is made",
        HelpName = "FILE|postgres://...",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Name within the study (default: the command and a part of its key)",
        HelpName = "NAME",
    };

    /// <summary>Adds the options to a command.</summary>
    public StudyOptions AddTo(Command command)
    {
        command.Add(_location);
        command.Add(_name);
        return this;
    }

    /// <summary>The file or database; null where nothing is kept.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public string? Location(ParseResult result) => result.GetValue(_location) is not { } location || !string.IsNullOrWhiteSpace(location)
        ? result.GetValue(_location)
        : throw new UsageException("--study is empty, expected a file such as study.db, or postgres://USER:PASSWORD@HOST:PORT/DATABASE");

    /// <summary>The name asked for; null for the one that the command makes.</summary>
    /// <exception cref="UsageException">It is empty, too long or more than a line, or there is no <c>--study</c> in which it would be a name.</exception>
    public string? Name(ParseResult result)
    {
        if (result.GetValue(_name) is not { } name)
            return null;
        if (Location(result) is null)
            throw new UsageException("--name names something in a study; give --study FILE with it");
        if (string.IsNullOrWhiteSpace(name))
            throw new UsageException("--name is empty, expected a name such as 'first try'");
        if (name.Any(char.IsControl))
            throw new UsageException("--name holds a line break or another control character, expected a name such as 'first try'");
        return name.Length <= LongestName ? name : throw new UsageException($"--name has {name.Length} letters, expected at most {LongestName}");
    }

    /// <summary>Opens the store; null where nothing is kept. To be called when nothing of the request can be wrong any more, since it makes a store.</summary>
    /// <exception cref="UsageException">An option is empty, or there is a name without a study.</exception>
    /// <exception cref="StudyException">The store cannot be opened.</exception>
    public StudyStore? Open(ParseResult result, StudyAccess access = StudyAccess.ReadWrite)
    {
        _ = Name(result);
        return Location(result) is { } location ? ConnectionNotice.Of(StudyStore.Open(location, access)) : null;
    }
}
