using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tegula.Dashboard.Searches;

namespace Tegula.Dashboard.Hosting;

/// <summary>The dashboard as a web server of its own.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private const int LargestForm = 64 * 1024;
    private const int MostConnections = 1000;
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;

    private DashboardServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it can be opened on this machine, such as <c>http://127.0.0.1:8348</c>.</summary>
    public Uri Address { get; }

    /// <summary>What runs in it; for tests.</summary>
    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts it.</summary>
    /// <param name="options">What it shows, and to whom.</param>
    /// <param name="token">Ends the starting early.</param>
    /// <exception cref="DashboardException">The folder, the address or the token cannot be, or the port is in use.</exception>
    public static async Task<DashboardServer> Start(DashboardOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(options.Folder))
            throw new DashboardException($"there is no folder '{options.Folder}': make it, or give one that is there");
        var place = await ListeningPlace.Of(options, token);
        var application = Build(options, place);
        try
        {
            await application.StartAsync(token);
        }
        catch (Exception error) when (place.Explain(error) is not null)
        {
            await application.DisposeAsync();
            throw place.Explain(error)!;
        }

        return new(application, new($"http://{place.UrlHost}:{new Uri(application.Urls.First()).Port}"));
    }

    /// <summary>Serves until the token is cancelled; ends every search that was started from a page.</summary>
    public async Task Serve(CancellationToken token)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_application.StopAsync(CancellationToken.None), _application.Services.GetRequiredService<SearchProcesses>().StopAll());
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static WebApplication Build(DashboardOptions options, ListeningPlace place)
    {
        // Nothing is read from the folder or the environment: a settings file among studies must not open another address.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, place));
        string cookies = options.Port == 0 ? $"tegula-{Guid.NewGuid():N}" : $"tegula-{options.Port}";
        AddServices(builder.Services, options, cookies);
        var application = builder.Build();
        Use(application, options, place, cookies);
        DashboardParts.Map(application);
        return application;
    }

    private static void Limit(KestrelServerOptions kestrel, ListeningPlace place)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestForm;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        place.Apply(kestrel);
    }

    private static void AddServices(IServiceCollection services, DashboardOptions options, string cookies)
    {
        services.Configure<HostOptions>(host =>
            (host.ShutdownTimeout, host.BackgroundServiceExceptionBehavior) = (ShutdownTime, BackgroundServiceExceptionBehavior.Ignore));
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddRouting();
        services.AddRazorComponents();
        services.AddAntiforgery(forgery => forgery.Cookie.Name = $"{cookies}-forms");
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        DashboardParts.Add(services);
    }

    private static void Use(WebApplication application, DashboardOptions options, ListeningPlace place, string cookies)
    {
        SecurityHeaders.Use(application);
        ErrorPages.Use(application, options);
        if (options.Token is { } token)
        {
            var guard = new TokenGuard(token, cookies, TimeProvider.System);
            application.Use(guard.Invoke);
            RequestGuard.UseOwnOrigin(application);
            application.MapPost(TokenGuard.SignInPath, guard.SignIn);
        }
        else
        {
            RequestGuard.UseKnownHosts(application, place);
            RequestGuard.UseOwnOrigin(application);
        }

        StreamEnd.Use(application);
        application.UseRouting();
        application.UseAntiforgery();
    }
}
