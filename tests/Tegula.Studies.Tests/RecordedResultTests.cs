using System.Security.Cryptography;
using System.Text;

namespace Tegula.Studies.Tests;

public sealed class RecordedResultTests
{
    [Fact]
    public void The_key_is_that_of_command_request_and_revision()
    {
        byte[] text = Encoding.UTF8.GetBytes($"revision {Tegula.Search.ScoringContext.CurrentRevision}\ntrain\n{{\"seed\":1}}");
        RecordedResult.KeyOf("train", "{\"seed\":1}").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(text)));
        RecordedResult.KeyOf("train", "{\"seed\":2}").ShouldNotBe(RecordedResult.KeyOf("train", "{\"seed\":1}"));
        RecordedResult.KeyOf("landscape", "{\"seed\":1}").ShouldNotBe(RecordedResult.KeyOf("train", "{\"seed\":1}"));
    }
}
