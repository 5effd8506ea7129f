using Tegula.Studies.Slurm;

namespace Tegula.Studies.Tests.Slurm;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("postgres://me:secret@db:5432/nas", "postgres://me@db:5432/nas", "secret")]
    [InlineData("postgresql://me:p%40ss%2Fw%25rd@db/nas", "postgresql://me@db/nas", "p@ss/w%rd")]
    [InlineData("postgres://me:a@b:c@db/nas", "postgres://me@db/nas", "a@b:c")]
    [InlineData("postgres://me@db/nas", "postgres://me@db/nas", null)]
    [InlineData("postgres://db/nas?a=b@c:d", "postgres://db/nas?a=b@c:d", null)]
    [InlineData("postgres://db", "postgres://db", null)]
    [InlineData("postgres://me:@db/nas", "postgres://me@db/nas", "")]
    public void The_password_is_taken_out(string location, string without, string? password) => ServerAddress.Of(location).ShouldBe(new(without, password));

    [Theory]
    [InlineData("study.db")]
    [InlineData("/data/postgres.db")]
    public void A_file_is_refused(string location)
    {
        var error = Should.Throw<StudyException>(() => ServerAddress.Of(location));
        error.Message.ShouldContain(location);
        error.Message.ShouldContain("postgres://");
        error.IsFailure.ShouldBeFalse();
    }
}
