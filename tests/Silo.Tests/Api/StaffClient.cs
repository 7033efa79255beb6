using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Api;

/// <summary>A person with a cookie of its own, signed in by the form as a browser would.</summary>
internal sealed partial class StaffClient : IDisposable
{
    public const string Password = "a password of tests";

    private readonly HttpClient _client;

    private StaffClient(HttpClient client, string name) => (_client, Name) = (client, name);

    public string Name { get; }

    /// <summary>What calls that change something must bring.</summary>
    public string Antiforgery { get; private set; } = "";

    public static async Task<StaffClient> SignInAsync(TestSilo silo, StaffRole role)
    {
        string name = $"{role}-{Guid.NewGuid():N}".ToLowerInvariant();
        silo.Host.Engine.Staff.Add(name, role, Password);
        StaffClient person = Of(silo.Host, name);
        Assert.Equal(302, await person.SendFormAsync(name, Password));
        using HttpResponseMessage me = await person._client.GetAsync(new Uri("/v1/me", UriKind.Relative));
        person.Antiforgery = JsonDocument.Parse(await me.Content.ReadAsStringAsync()).RootElement.GetProperty("antiforgery").GetString()!;
        return person;
    }

    /// <summary>Status of the form sent by somebody without a session: 302 who is let in, 401 who is not.</summary>
    public static async Task<int> TryAsync(SiloHost silo, string name, string password)
    {
        using StaffClient person = Of(silo, name);
        return await person.SendFormAsync(name, password);
    }

    /// <summary>Answer to a call with the cookie and without a body; the caller disposes of it.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string path) => _client.SendAsync(new(method, path));

    /// <summary>Status of a call with the cookie, and with the token where one is given.</summary>
    /// <param name="name">Begins with the method.</param>
    public async Task<int> StatusAsync(string name, string path, string? antiforgery = null)
    {
        HttpMethod method = name.StartsWith("ANY", StringComparison.Ordinal) ? HttpMethod.Post : new(name.Split(' ', '|')[0]);
        using HttpRequestMessage request = new(method, path);
        request.Content = method == HttpMethod.Get ? null : new StringContent("[]", Encoding.UTF8, "application/json");
        if (antiforgery is not null)
        {
            request.Headers.Add("Jifen-Antiforgery", antiforgery);
        }

        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)response.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    private static StaffClient Of(SiloHost silo, string name) =>
        new(new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = silo.Url }, name);

    private async Task<int> SendFormAsync(string name, string password)
    {
        string page = await _client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        string token = Token().Match(page).Groups[1].Value;
        using FormUrlEncodedContent form = new([new("__RequestVerificationToken", token), new("name", name), new("password", password), new("to", "/live")]);
        using HttpResponseMessage answer = await _client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return (int)answer.StatusCode;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
