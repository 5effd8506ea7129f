using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tegula.Dashboard.Hosting;

/// <summary>Where the server listens.</summary>
/// <param name="Host">As it was asked for.</param>
/// <param name="Port">As it was asked for; 0 for any that is free.</param>
/// <param name="Addresses">The addresses that it stands for, at least one.</param>
internal sealed record ListeningPlace(string Host, int Port, IReadOnlyList<IPAddress> Addresses)
{
    private const string Localhost = "localhost";

    /// <summary>Whether other machines can reach it.</summary>
    public bool IsOpen => !Addresses.All(IPAddress.IsLoopback);

    /// <summary>The host as it stands in an address that can be opened.</summary>
    public string UrlHost => IPAddress.TryParse(Host, out var address)
        ? address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Localhost : Bracketed(address)
        : Host;

    /// <summary>Hosts by which this machine's own browsers may call it.</summary>
    public IReadOnlyList<string> Names => [Localhost, "127.0.0.1", "[::1]", UrlHost];

    /// <summary>Finds out which addresses a host is.</summary>
    /// <exception cref="DashboardException">It is none of this machine, or open to others without a token.</exception>
    public static async Task<ListeningPlace> Of(DashboardOptions options, CancellationToken token)
    {
        if (options.Port is < 0 or > IPEndPoint.MaxPort)
            throw new DashboardException($"port {options.Port} is none: give one from 1 to {IPEndPoint.MaxPort}, or 0 for any that is free");
        var place = new ListeningPlace(options.Host, options.Port, await Resolve(options.Host, token));
        if (options.Token is { } secret && (secret.Length < DashboardOptions.ShortestToken || !secret.All(letter => letter is > ' ' and <= '~')))
        {
            throw new DashboardException(
                $"the token must be at least {DashboardOptions.ShortestToken} letters, digits and signs without blanks, as 'openssl rand -hex 16' makes them");
        }

        if (place.IsOpen && options.Token is null)
        {
            throw new DashboardException(
                $"--host {options.Host} lets other machines in: give --token TEXT of at least {DashboardOptions.ShortestToken} letters, or set TEGULA_TOKEN");
        }

        return place;
    }

    /// <summary>Has the server listen here.</summary>
    public void Apply(KestrelServerOptions kestrel)
    {
        // The system gives a free port for one address, not for two.
        if (Port == 0)
            kestrel.Listen(Addresses[0], 0);
        else if (Host == Localhost)
            kestrel.ListenLocalhost(Port);
        else
            foreach (var address in Addresses)
                kestrel.Listen(address, Port);
    }

    /// <summary>The line for an error of listening; null for another error.</summary>
    public DashboardException? Explain(Exception error)
    {
        var code = error.InnerException is AddressInUseException ? SocketError.AddressAlreadyInUse : (error as SocketException)?.SocketErrorCode;
        return code switch
        {
            SocketError.AddressAlreadyInUse => new(
                $"port {Port} of {Host} is in use, perhaps by another 'tegula ui': end that one, or give another port, as in --port 0 for any that is free",
                error)
            { IsFailure = true },
            SocketError.AccessDenied => new(
                $"port {Port} of {Host} is not for everybody: give one above 1023, such as --port {DashboardOptions.UsualPort}", error),
            SocketError.AddressNotAvailable => new($"{Host} is no address of this machine: leave --host out, or give one that is", error),
            null => null,
            _ => new($"{Host}:{Port} cannot be listened on: {error.Message}", error) { IsFailure = true },
        };
    }

    private static async Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken token)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address];
        if (host == Localhost)
            return [IPAddress.Loopback];
        if (Uri.CheckHostName(host) != UriHostNameType.Dns)
            throw new DashboardException($"--host '{host}' is no address: give one such as 127.0.0.1, localhost or 0.0.0.0 for all of this machine");
        try
        {
            return [.. (await Dns.GetHostAddressesAsync(host, token)).Distinct()];
        }
        catch (SocketException error)
        {
            throw new DashboardException($"--host '{host}' is known to nobody: give an address such as 127.0.0.1 or 0.0.0.0 for all of this machine", error);
        }
    }

    private static string Bracketed(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
}
