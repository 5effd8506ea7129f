using System.Net;
using System.Net.Sockets;
using Tegula.Dashboard.Hosting;

namespace Tegula.Dashboard.Tests.Hosting;

/// <summary>What the server answers to those who mean no good, over real sockets.</summary>
public sealed class ServerTests
{
    private const string Secret = "root:";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "no-store")]
    [InlineData("/searches/new", "no-store, no-cache")]
    [InlineData("/no/such/page", "no-store")]
    [InlineData("/assets/theme.css", "no-cache")]
    public async Task Every_answer_tells_the_browser_what_not_to_do(string path, string caching)
    {
        await using var dashboard = await TestDashboard.Start();
        using var answer = await dashboard.Client.GetAsync(new Uri(path, UriKind.Relative), Token);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "default-src 'none'", "script-src 'self';", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'" })
            policy.ShouldContain(part);
        policy.ShouldNotContain("unsafe-eval");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Cache-Control").Single().ShouldBe(caching);
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task An_asset_under_the_address_of_its_content_is_kept_for_good_and_no_other_is()
    {
        await using var dashboard = await TestDashboard.Start();
        var address = System.Text.RegularExpressions.Regex.Match(await dashboard.Page("/"), "/assets/theme\\.css\\?v=[0-9a-f]+").Value;
        using var kept = await dashboard.Client.GetAsync(new Uri(address, UriKind.Relative), Token);
        kept.Headers.CacheControl!.ToString().ShouldContain("max-age=31536000");
        using var other = await dashboard.Client.GetAsync(new Uri(address[..^1], UriKind.Relative), Token);
        other.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        (await other.Content.ReadAsStringAsync(Token)).ShouldBe(await kept.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("evil.example:PORT", 400)]
    [InlineData("127.0.0.1.evil.example:PORT", 400)]
    [InlineData("localhost:1", 400)]
    [InlineData("127.0.0.1", 400)]
    [InlineData("", 400)]
    [InlineData("a b", 400)]
    [InlineData("localhost:99999", 400)]
    [InlineData("127.0.0.1:PORT", 200)]
    [InlineData("LocalHost:PORT", 200)]
    [InlineData("[::1]:PORT", 200)]
    public async Task Only_this_machines_own_names_are_answered(string host, int status)
    {
        await using var dashboard = await TestDashboard.Start();
        var answer = await dashboard.Raw($"GET / HTTP/1.1\r\nHost: {host.Replace("PORT", $"{dashboard.Server.Address.Port}", StringComparison.Ordinal)}\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/assets/../../../../etc/passwd")]
    [InlineData("/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/assets/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/assets/..%5c..%5cetc%5cpasswd")]
    [InlineData("/assets//etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/assets/%2Fetc%2Fpasswd")]
    [InlineData("/assets/theme.css%00.db")]
    [InlineData("/studies/..%2f..%2fetc%2fpasswd/1")]
    [InlineData("/results/%2e%2e%2foutside.db")]
    [InlineData("/results/outside.db")]
    [InlineData("file:///etc/passwd")]
    public async Task No_path_leads_out_of_what_is_shown(string path)
    {
        await using var dashboard = await TestDashboard.Start(prepare: folder => File.CreateSymbolicLink(Path.Combine(folder, "outside.db"), "/etc/passwd"));
        var answer = await dashboard.Raw($"GET {path} HTTP/1.1\r\nHost: localhost:{dashboard.Server.Address.Port}\r\nConnection: close\r\n\r\n");
        answer.ShouldMatch("^HTTP/1.1 (400|404|303|302) ");
        answer.ShouldNotContain(Secret);
        dashboard.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_form_of_another_origin_is_refused_and_does_nothing(string header, string value)
    {
        await using var dashboard = await TestDashboard.Start();
        using var answer = await dashboard.Post("/searches", new() { ["name"] = "x", ["file"] = "made.db", ["steps"] = "1" }, (header, value));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Directory.GetFileSystemEntries(dashboard.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cross-site", "no-cors", "image", 403)]
    [InlineData("same-site", "cors", "empty", 403)]
    [InlineData("cross-site", "navigate", "iframe", 403)]
    [InlineData("cross-site", "navigate", "document", 200)]
    [InlineData("none", "navigate", "document", 200)]
    [InlineData("same-origin", "cors", "empty", 200)]
    public async Task Another_sites_page_has_nothing_computed_and_its_links_lead_here(string site, string mode, string destination, int status)
    {
        await using var dashboard = await TestDashboard.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/design", UriKind.Relative));
        foreach (var (name, value) in new[] { ("Site", site), ("Mode", mode), ("Dest", destination) })
            request.Headers.Add($"Sec-Fetch-{name}", value);
        using var answer = await dashboard.Client.SendAsync(request, Token);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_form_without_the_token_of_a_page_is_refused_and_does_nothing()
    {
        await using var dashboard = await TestDashboard.Start();
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "x", ["file"] = "made.db", ["steps"] = "1" });
        using var answer = await dashboard.Client.PostAsync(new Uri("/searches", UriKind.Relative), content, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestDashboard.Text(answer)).ShouldContain("load the page again");
        Directory.GetFileSystemEntries(dashboard.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused()
    {
        await using var dashboard = await TestDashboard.Start();
        using var answer = await dashboard.Post("/searches", new() { ["name"] = new string('x', 200_000) });
        ((int)answer.StatusCode).ShouldBeInRange(400, 413);
        Directory.GetFileSystemEntries(dashboard.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_that_says_what_to_do()
    {
        await using var dashboard = await TestDashboard.Start();
        var error = await Should.ThrowAsync<DashboardException>(
            () => DashboardServer.Start(TestDashboard.Options(dashboard.Folder) with { Port = dashboard.Server.Address.Port }, Token));
        error.IsFailure.ShouldBeTrue();
        error.Message.ShouldContain("in use");
        error.Message.ShouldContain("--port");
        error.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("0.0.0.0", null, "--token")]
    [InlineData("::", null, "--token")]
    [InlineData("127.0.0.1", "short", "16")]
    [InlineData("0.0.0.0", "with a blank in it", "16")]
    [InlineData("not a host", null, "127.0.0.1")]
    [InlineData("203.0.113.7", "0123456789abcdef", "no address of this machine")]
    public async Task An_address_or_token_that_cannot_be_is_refused_in_one_line(string host, string? token, string told)
    {
        var folder = Directory.CreateTempSubdirectory("tegula-dashboard-");
        var options = TestDashboard.Options(folder.FullName) with { Host = host, Token = token };
        var error = await Should.ThrowAsync<DashboardException>(() => DashboardServer.Start(options, Token));
        error.IsFailure.ShouldBeFalse();
        error.Message.ShouldContain(told);
        error.Message.ShouldNotContain("\n");
        folder.Delete();
    }

    [Fact]
    public async Task The_server_ends_at_once_although_a_connection_is_open()
    {
        await using var dashboard = await TestDashboard.Start();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, dashboard.Server.Address.Port, Token);
        using var stop = new CancellationTokenSource();
        var serving = dashboard.Server.Serve(stop.Token);
        serving.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await serving.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await Should.ThrowAsync<HttpRequestException>(() => dashboard.NewClient().GetAsync(new Uri("/", UriKind.Relative), Token));
    }
}
