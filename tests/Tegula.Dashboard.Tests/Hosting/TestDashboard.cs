using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Tegula.Dashboard.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Hosting;

/// <summary>The real server in this process, on a folder and a port of its own, with a client that keeps cookies as a browser does.</summary>
internal sealed partial class TestDashboard : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private TestDashboard(DirectoryInfo folder, DashboardServer server)
    {
        _folder = folder;
        Server = server;
        Client = NewClient();
    }

    /// <summary>The server.</summary>
    public DashboardServer Server { get; }

    /// <summary>A client that follows no redirections and keeps cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>The folder of the studies.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Errors that the server has logged.</summary>
    public List<string> Log { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a server on an empty folder.</summary>
    /// <param name="change">Changes its options.</param>
    /// <param name="prepare">Fills its folder.</param>
    public static async Task<TestDashboard> Start(Func<DashboardOptions, DashboardOptions>? change = null, Action<string>? prepare = null)
    {
        var folder = Directory.CreateTempSubdirectory("tegula-dashboard-");
        prepare?.Invoke(folder.FullName);
        List<string> log = [];
        var options = Options(folder.FullName) with { Log = log.Add };
        var dashboard = new TestDashboard(folder, await DashboardServer.Start(change?.Invoke(options) ?? options, Token));
        dashboard.Log.AddRange(log);
        return dashboard;
    }

    /// <summary>Options for a folder: a free port, and the program that lies beside the tests.</summary>
    public static DashboardOptions Options(string folder)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        return new() { Folder = folder, Port = 0, Program = [host, Path.Combine(AppContext.BaseDirectory, "Tegula.Cli.dll")] };
    }

    /// <summary>A study as it is made by hand.</summary>
    public static StudyDefinition Definition(string command = "search") => new()
    {
        Command = command,
        Space = "nas-bench-201",
        Method = "random",
        Objective = "kappa",
        Seed = 0,
        Fidelity = "fast",
        Data = "synthetic",
        DataSha256 = "0",
        Request = "{}",
    };

    /// <summary>Makes a store with a study.</summary>
    public static string MakeStore(string folder, string file, string study = "first")
    {
        var path = Path.Combine(folder, file);
        using var store = StudyStore.Open(path);
        store.CreateStudy(study, Definition());
        return path;
    }

    /// <summary>A client of its own, without cookies yet.</summary>
    public HttpClient NewClient() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new(), UseProxy = false }) { BaseAddress = Server.Address };

    /// <summary>The path of a file of the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A page that must be there.</summary>
    public async Task<string> Page(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    /// <summary>Sends a form as one of the dashboard's pages does.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="fields">Fields beside the token against forged forms.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<HttpResponseMessage> Post(string path, Dictionary<string, string>? fields = null, params (string Name, string Value)[] headers)
    {
        fields = new(fields ?? []) { ["__RequestVerificationToken"] = FormToken().Match(await Page("/searches/new")).Groups["token"].Value };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Client.SendAsync(request, Token);
    }

    /// <summary>Sends bytes as they are, and reads all that comes back.</summary>
    public async Task<string> Raw(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Server.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Token);
    }

    /// <summary>The text of an answer.</summary>
    public static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Token);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FormToken();
}
