using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

public sealed class SlurmFolderTests : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("tegula-slurm-folder-");

    public void Dispose() => _temporary.Delete(recursive: true);

    [Fact]
    public void What_was_submitted_is_remembered_in_order()
    {
        var folder = new SlurmFolder(Path.Combine(_temporary.FullName, "not", "there"));
        folder.Arrays().ShouldBeEmpty();
        var (first, second) = (Array("12", "a", 1), Array("9", "b", 2));
        folder.Add(second);
        folder.Add(first);
        folder.Arrays().ShouldBe([first, second]);
        folder.Find(null, null, "b").ShouldBe([second]);
        folder.Find("12", null, null).ShouldBe([first]);
        folder.Find(null, "postgres://me:anything@db/nas", null).ShouldBe([first, second]);
        first.LogOf(3).ShouldBe("worker-12_3.log");
    }

    [Fact]
    public void What_is_not_there_is_one_line_with_what_is()
    {
        var folder = new SlurmFolder(_temporary.FullName);
        Should.Throw<StudyException>(() => folder.Find(null, null, null)).Message.ShouldContain(_temporary.FullName);
        folder.Add(Array("12", "a", 1));
        var message = Should.Throw<StudyException>(() => folder.Find("13", null, "c")).Message;
        message.ShouldContain("number 13 and name 'c'");
        message.ShouldContain("12 'a'");
    }

    [Fact]
    public void A_record_that_is_no_record_is_one_line_with_its_file()
    {
        var folder = new SlurmFolder(_temporary.FullName);
        File.WriteAllText(folder.PathOf("array-1.json"), "{ \"job\": ");
        Should.Throw<StudyException>(() => folder.Arrays()).Message.ShouldContain("array-1.json");
    }

    [Fact]
    public void A_password_is_for_its_owner_only_and_can_be_taken_away()
    {
        var folder = new SlurmFolder(_temporary.FullName);
        folder.Write("x.password", "secret", isSecret: true);
        File.GetUnixFileMode(folder.PathOf("x.password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        folder.ForgetPassword(Array("1", "a", 1) with { Password = "x.password" });
        File.Exists(folder.PathOf("x.password")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public void A_folder_that_Slurm_would_read_as_a_pattern_is_refused(string name) =>
        Should.Throw<StudyException>(() => new SlurmFolder(Path.Combine(_temporary.FullName, name))).Message.ShouldNotContain("\n");

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_line()
    {
        File.WriteAllText(Path.Combine(_temporary.FullName, "file"), "");
        var folder = new SlurmFolder(Path.Combine(_temporary.FullName, "file", "folder"));
        Should.Throw<StudyException>(() => folder.Add(Array("1", "a", 1))).Message.ShouldContain("cannot be written");
    }

    [Fact]
    public void Logs_are_read_from_where_they_stood()
    {
        var folder = new SlurmFolder(_temporary.FullName);
        var array = Array("5", "a", 1);
        var reader = new SlurmLogReader(folder, array, [0, 1]);
        reader.Read().ShouldBeEmpty();
        var bytes = "naïve\n"u8.ToArray();
        File.WriteAllBytes(folder.PathOf("worker-5_1.log"), bytes[..3]);
        reader.Read().ShouldBe([new("5", 1, folder.PathOf("worker-5_1.log"), "na")]);
        using (var log = new FileStream(folder.PathOf("worker-5_1.log"), FileMode.Append))
            log.Write(bytes.AsSpan(3));
        reader.Read().Single().Text.ShouldBe("ïve\n");
        reader.Read().Single().Text.ShouldBeEmpty();
    }

    private static SlurmArray Array(string job, string name, int minute) => new()
    {
        Job = job,
        Study = "postgres://me@db/nas",
        Name = name,
        Workers = 2,
        Script = "workers.sh",
        Log = $"worker-{job}_%a.log",
        Submitted = new(2026, 1, 2, 3, minute, 5, TimeSpan.Zero),
    };
}
