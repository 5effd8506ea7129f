using Tegula.Studies;

namespace Tegula.Cli.Output;

/// <summary>One recorded result, without what it holds.</summary>
/// <param name="Name">Name within its store.</param>
/// <param name="Command">The command that printed it.</param>
/// <param name="Started">When it began (UTC).</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Version">Version of the library.</param>
/// <param name="Machine">Name of the machine.</param>
internal sealed record RecordedResultJson(string Name, string Command, DateTimeOffset Started, double Seconds, string Version, string Machine)
{
    /// <summary>A result of a store.</summary>
    public static RecordedResultJson Of(RecordedResult result) =>
        new(result.Name, result.Command, result.Started, result.Seconds, result.Version, result.Machine);
}
