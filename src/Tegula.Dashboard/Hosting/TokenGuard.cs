using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tegula.Dashboard.Pages;

namespace Tegula.Dashboard.Hosting;

/// <summary>Lets in who knows the token: by a sign-in page and a cookie, by <c>?token=</c> once, or by <c>Authorization: Bearer</c>.</summary>
internal sealed class TokenGuard
{
    /// <summary>Where the sign-in form goes.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Name of the token in a query and in the form.</summary>
    public const string Parameter = "token";

    private const string Bearer = "Bearer ";

    // As long as this server runs, and not longer: the cookie is worth nothing elsewhere, and does not tell the token.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _token;
    private readonly byte[] _cookie;
    private readonly string _cookieName;
    private readonly GuessLimit _guesses;

    /// <summary>A guard.</summary>
    /// <param name="token">What has to be known.</param>
    /// <param name="cookieName">Name of the cookie; another for another port, as browsers do not tell ports apart.</param>
    /// <param name="time">The clock.</param>
    public TokenGuard(string token, string cookieName, TimeProvider time)
    {
        _token = Digest(token);
        _cookie = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("cookie of " + token));
        _cookieName = cookieName;
        _guesses = new(time);
    }

    /// <summary>Lets a request through, or answers with the sign-in page.</summary>
    public Task Invoke(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (HasCookie(context.Request) || path == SignInPath || path.StartsWithSegments("/assets"))
            return next(context);
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return IsRight(context, header[Bearer.Length..].Trim()) ? next(context) : Refuse(context, "that is not the token");
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Query[Parameter].ToString() is not { Length: > 0 } given)
            return Refuse(context, "");
        if (!IsRight(context, given))
            return Refuse(context, "that is not the token");

        // Once is enough: it stands neither in the next address nor in the browser's history.
        SetCookie(context);
        var rest = QueryString.Create(context.Request.Query.Where(pair => pair.Key != Parameter));
        var address = $"{context.Request.PathBase}{path}{rest}";
        return new SeeOther(IsLocal(address) ? address : "/").ExecuteAsync(context);
    }

    /// <summary>Answers the sign-in form.</summary>
    public IResult SignIn(HttpContext context, IFormCollection form)
    {
        string to = form["to"].ToString();
        if (!IsRight(context, form[Parameter].ToString().Trim()))
            return Page(to, "that is not the token", StatusCodes.Status401Unauthorized);
        SetCookie(context);
        return new SeeOther(IsLocal(to) ? to : "/");
    }

    /// <summary>Whether an address leads nowhere but to this server.</summary>
    public static bool IsLocal(string address) =>
        address.StartsWith('/') && address is not ['/', '/' or '\\', ..] && !address.Any(letter => char.IsControl(letter) || letter == '\\');

    private static RazorComponentResult<SignInPage> Page(string to, string error, int status) =>
        new(new { To = IsLocal(to) ? to : "/", Error = error }) { StatusCode = status };

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static Task Refuse(HttpContext context, string error)
    {
        context.Response.Headers.WWWAuthenticate = Bearer.Trim();
        string to = HttpMethods.IsGet(context.Request.Method)
            ? $"{context.Request.Path}{QueryString.Create(context.Request.Query.Where(pair => pair.Key != Parameter))}"
            : "/";
        return Page(to, error, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    private bool IsRight(HttpContext context, string given)
    {
        var address = context.Connection.RemoteIpAddress;
        if (_guesses.IsReached(address))
        {
            throw new PageException(StatusCodes.Status429TooManyRequests, "the token was wrong too often: wait a minute, then try again")
            {
                RetryAfter = GuessLimit.Period,
            };
        }

        bool isRight = CryptographicOperations.FixedTimeEquals(Digest(given), _token);
        if (!isRight)
            _guesses.Add(address);
        return isRight;
    }

    private bool HasCookie(HttpRequest request) =>
        request.Cookies[_cookieName] is { } given
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(Convert.ToHexString(_cookie)));

    private void SetCookie(HttpContext context) => context.Response.Cookies.Append(
        _cookieName, Convert.ToHexString(_cookie), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" });
}
