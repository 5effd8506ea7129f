using Tegula.Studies.Exchange;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study import</c>.</summary>
/// <param name="Store">The file or the server, without any password.</param>
/// <param name="Added">What the store did not hold.</param>
/// <param name="Present">What it held already, with the same bits.</param>
internal sealed record StudyImportReport(string Store, ExchangeCounts Added, ExchangeCounts Present);
