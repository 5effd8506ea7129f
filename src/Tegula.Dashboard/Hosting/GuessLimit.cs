using System.Collections.Concurrent;
using System.Net;

namespace Tegula.Dashboard.Hosting;

/// <summary>How often an address may be wrong about the token.</summary>
/// <param name="time">The clock.</param>
internal sealed class GuessLimit(TimeProvider time)
{
    /// <summary>Wrong tokens that an address may send in a minute.</summary>
    public const int MostInMinute = 10;

    /// <summary>Time after which wrong tokens are forgotten.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private const int MostAddresses = 10_000;
    private const int NetworkBytes = 8;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> _wrong = [];

    /// <summary>Whether an address has been wrong too often, and has to wait.</summary>
    public bool IsReached(IPAddress? address) =>
        _wrong.TryGetValue(Network(address), out var wrong) && wrong.Count >= MostInMinute && IsRecent(wrong.Since);

    /// <summary>Notes that an address was wrong.</summary>
    public void Add(IPAddress? address)
    {
        if (_wrong.Count >= MostAddresses)
            _wrong.Clear();
        _wrong.AddOrUpdate(
            Network(address),
            _ => (time.GetUtcNow(), 1),
            (_, wrong) => IsRecent(wrong.Since) ? (wrong.Since, wrong.Count + 1) : (time.GetUtcNow(), 1));
    }

    private bool IsRecent(DateTimeOffset since) => time.GetUtcNow() - since < Period;

    // One machine has as many addresses of version 6 as it likes within its network.
    private static string Network(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => $"{address.MapToIPv4()}",
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => $"{address}",
    };
}
