using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Tegula.Dashboard.Hosting;

namespace Tegula.Dashboard.Tests.Hosting;

/// <summary>A dashboard with a token, from outside.</summary>
public sealed class TokenTests
{
    private const string Right = "correct-horse-battery-staple";
    private const string StudyName = "a study nobody else may see";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/searches/new")]
    [InlineData("/studies/known.db/1")]
    [InlineData("/studies/known.db/1/events")]
    [InlineData("/no/such/page")]
    [InlineData("/?token=wrong")]
    public async Task Without_the_token_there_is_nothing_but_a_page_to_sign_in(string path)
    {
        await using var dashboard = await Start();
        using var answer = await dashboard.Client.GetAsync(new Uri(path, UriKind.Relative), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var text = await TestDashboard.Text(answer);
        text.ShouldContain("action=\"/sign-in\"");
        text.ShouldNotContain(StudyName);
        text.ShouldNotContain("known.db\"");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task Signing_in_gives_a_cookie_that_does_not_tell_the_token()
    {
        await using var dashboard = await Start();
        using var wrong = await SignIn(dashboard, "wrong");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Headers.TryGetValues("Set-Cookie", out var none);
        (none ?? []).ShouldAllBe(cookie => !cookie.StartsWith("tegula-", StringComparison.Ordinal) || cookie.Contains("-forms=", StringComparison.Ordinal));
        using var right = await SignIn(dashboard, Right, "/searches/new");
        right.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        right.Headers.Location!.ToString().ShouldBe("/searches/new");
        var cookie = right.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldNotContain(Right);
        (await dashboard.Page("/searches/new")).ShouldContain("New search");
    }

    [Fact]
    public async Task A_token_in_an_address_is_taken_once_and_disappears_from_it()
    {
        await using var dashboard = await Start();
        using var answer = await dashboard.Client.GetAsync(new Uri($"/searches/new?a=1&token={Right}&b=%26", UriKind.Relative), Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/searches/new?a=1&b=%26");
        await dashboard.Page("/searches/new");
    }

    [Theory]
    [InlineData("//evil.example/x", "/")]
    [InlineData("/x", "/x")]
    public async Task A_token_in_an_address_leads_to_this_server_only(string path, string to)
    {
        await using var dashboard = await Start();
        var answer = await dashboard.Raw($"GET {path}?token={Right} HTTP/1.1\r\nHost: localhost:{dashboard.Server.Address.Port}\r\nConnection: close\r\n\r\n");
        answer.ShouldContain($"\r\nLocation: {to}\r\n");
    }

    [Theory]
    [InlineData("Bearer " + Right, 200)]
    [InlineData("bearer " + Right, 200)]
    [InlineData("Bearer " + Right + "x", 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Basic " + Right, 401)]
    public async Task Programs_send_the_token_in_a_header(string header, int status)
    {
        await using var dashboard = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await dashboard.Client.SendAsync(request, Token);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_cookie_is_worth_nothing_at_another_server_with_the_same_token()
    {
        await using var first = await Start();
        await using var second = await Start();
        using var signedIn = await SignIn(first, Right);
        var value = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1];
        using var there = await SignIn(second, Right);
        var name = there.Headers.GetValues("Set-Cookie").Single().Split('=')[0];
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Cookie", $"{name}={value}");
        using var client = second.NewClient();
        using var answer = await client.SendAsync(request, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_guesses_has_to_wait_and_who_is_signed_in_does_not()
    {
        await using var dashboard = await Start();
        using var signedIn = await SignIn(dashboard, Right);
        using var guesser = dashboard.NewClient();
        List<HttpStatusCode> answers = [];
        for (var guess = 0; guess < GuessLimit.MostInMinute + 2; guess++)
        {
            using var answer = await guesser.GetAsync(new Uri($"/?token=guess-{guess}", UriKind.Relative), Token);
            answers.Add(answer.StatusCode);
        }

        answers.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, GuessLimit.MostInMinute), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests]);
        using var late = await guesser.GetAsync(new Uri($"/?token={Right}", UriKind.Relative), Token);
        late.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        late.Headers.RetryAfter!.Delta.ShouldBe(GuessLimit.Period);
        await dashboard.Page("/searches/new");
    }

    [Fact]
    public void Guesses_are_forgotten_after_a_minute_and_counted_for_each_network()
    {
        var time = new HandClock();
        var limit = new GuessLimit(time);
        var (one, neighbour, other) = (IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2"), IPAddress.Parse("2001:db8:1::1"));
        for (var guess = 0; guess < GuessLimit.MostInMinute; guess++)
        {
            limit.IsReached(one).ShouldBeFalse();
            limit.Add(guess % 2 == 0 ? one : neighbour);
        }

        limit.IsReached(one).ShouldBeTrue();
        limit.IsReached(neighbour).ShouldBeTrue();
        limit.IsReached(other).ShouldBeFalse();
        time.Now += TimeSpan.FromMinutes(1);
        limit.IsReached(one).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/studies/a.db/1?page=2", true)]
    [InlineData("/", true)]
    [InlineData("", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\r\nSet-Cookie: x", false)]
    public void Signing_in_leads_to_this_server_only(string address, bool isLocal) => TokenGuard.IsLocal(address).ShouldBe(isLocal);

    [Fact]
    public async Task From_another_address_of_the_machine_the_token_is_needed()
    {
        await using var dashboard = await Start(options => options with { Host = "0.0.0.0" });
        var address = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(candidate => candidate.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(candidate)) ?? IPAddress.Parse("127.0.0.2");
        using var client = dashboard.NewClient();
        var there = new Uri($"http://{address}:{dashboard.Server.Address.Port}/");
        using var refused = await client.GetAsync(there, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(there, "/searches")) { Content = new FormUrlEncodedContent([]) };
        using var action = await client.SendAsync(request, Token);
        action.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new("Bearer", Right);
        using var let = await client.GetAsync(there, Token);
        let.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<TestDashboard> Start(Func<DashboardOptions, DashboardOptions>? change = null) => TestDashboard.Start(
        options => (change?.Invoke(options) ?? options) with { Token = Right }, folder => TestDashboard.MakeStore(folder, "known.db", StudyName));

    private static async Task<HttpResponseMessage> SignIn(TestDashboard dashboard, string token, string to = "/")
    {
        using var page = await dashboard.Client.GetAsync(new Uri("/", UriKind.Relative), Token);
        var text = await TestDashboard.Text(page);
        var form = System.Text.RegularExpressions.Regex.Match(text, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = form, ["token"] = token, ["to"] = to });
        return await dashboard.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), content, Token);
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
