using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;

namespace Tegula.Cli.Tests;

public sealed class SvgOptionTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void The_drawing_replaces_what_was_in_the_file_and_leaves_nothing_else()
    {
        using var own = new TemporaryFolder();
        var file = own.Write("cell.svg", "what was there before, and longer");
        Read("--svg", file).ShouldBe(file);
        SvgOption.Write(file, "<svg>é</svg>");
        File.ReadAllText(file).ShouldBe("<svg>é</svg>");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!).ShouldBe([file]);
    }

    [Fact]
    public void Without_the_option_there_is_no_file() => Read().ShouldBeNull();

    [Fact]
    public void A_name_without_a_folder_is_in_this_one() => Read("--svg", "cell.svg").ShouldBe("cell.svg");

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var file = Path.Combine(folder.PathOf("missing"), "cell.svg");
        Should.Throw<UsageException>(() => Read("--svg", file)).Message
            .ShouldBe($"--svg '{file}': the folder '{folder.PathOf("missing")}' does not exist; create it or name another");
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        var existing = Directory.CreateDirectory(folder.PathOf("drawings")).FullName;
        Should.Throw<UsageException>(() => Read("--svg", existing)).Message.ShouldStartWith($"--svg '{existing}' is a folder; name a file in it");
        Should.Throw<UsageException>(() => SvgOption.Write(existing, "<svg/>")).Message.ShouldStartWith($"'{existing}' cannot be written");
        Directory.GetFiles(Path.GetDirectoryName(existing)!, ".*.part").ShouldBeEmpty();
    }

    [Fact]
    public void A_pipe_is_no_file_and_stays()
    {
        var pipe = folder.WritePipe("pipe.svg");
        var link = File.CreateSymbolicLink(folder.PathOf("link.svg"), pipe).FullName;
        foreach (var name in new[] { pipe, link, File.CreateSymbolicLink(folder.PathOf("nowhere.svg"), "missing.svg").FullName })
        {
            Should.Throw<UsageException>(() => Read("--svg", name)).Message.ShouldStartWith($"'{name}' is no regular file but a pipe");
            Should.Throw<UsageException>(() => SvgOption.Write(name, "<svg/>")).Message.ShouldStartWith($"'{name}' is no regular file but a pipe");
        }

        File.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName.ShouldBe(pipe);
        new FileInfo(pipe).Length.ShouldBe(0);
    }

    [Fact]
    public void An_empty_file_is_one()
    {
        var file = folder.Write("empty.svg", "");
        Read("--svg", file).ShouldBe(file);
    }

    [Fact]
    public void An_empty_name_is_no_file() => Should.Throw<UsageException>(() => Read("--svg", "")).Message.ShouldStartWith("--svg needs the name of a file");

    private static string? Read(params string[] args)
    {
        var command = new Command("draw");
        var option = new SvgOption().AddTo(command);
        return option.Read(command.Parse(args));
    }
}
