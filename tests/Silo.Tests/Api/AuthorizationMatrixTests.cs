using System.Text;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Jifen.Silo.Tests.Api;

/// <summary>Every endpoint against every kind of caller.</summary>
public sealed class AuthorizationMatrixTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private const string A = "matrix-a";
    private const string B = "matrix-b";

    /// <summary>Endpoint, and who may use it: everybody, a player for itself or a scope, or a scope alone.</summary>
    private static readonly Dictionary<string, (bool Everybody, bool Player, string Scope)> Expected = new()
    {
        ["POST /v1/members"] = (false, false, Scopes.Members),
        ["GET /v1/members/{memberId}"] = (false, true, Scopes.Members),
        ["POST /v1/members/{memberId}/token"] = (false, false, Scopes.Tokens),
        ["GET /v1/members/{memberId}/history"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/plays"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/cards"] = (false, true, Scopes.Members),
        ["POST /v1/members/{memberId}/cards/{cardId}/scratch"] = (false, true, Scopes.Plays),
        ["GET|HEAD /fair"] = (true, true, ""),
        ["GET /v1/lotteries/{lotteryId}/draws"] = (false, true, Scopes.Plays),
        ["GET /v1/lotteries/{lotteryId}/draws/{period}"] = (false, true, Scopes.Plays),
        ["GET /v1/members/{memberId}/draws"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/draws/{lotteryId}/{period}/receipt"] = (false, true, Scopes.Members),
        ["POST /v1/members/{memberId}/draws/{lotteryId}/{period}/claim"] = (false, true, Scopes.Plays),
        ["GET /v1/members/{memberId}/badges"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/challenges"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/challenges/{challengeId}"] = (false, true, Scopes.Members),
        ["POST /v1/members/{memberId}/challenges/{challengeId}/repair"] = (false, true, Scopes.Members),
        ["POST /v1/members/{memberId}/challenges/{challengeId}/pauses"] = (false, true, Scopes.Members),
        ["PUT /v1/members/{memberId}/zone"] = (false, true, Scopes.Members),
        ["PUT /v1/members/{memberId}/adult-from"] = (false, false, Scopes.Members),
        ["GET /v1/members/{memberId}/play-limits"] = (false, true, Scopes.Members),
        ["PUT /v1/members/{memberId}/play-limits"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/board-name"] = (false, true, Scopes.Members),
        ["PUT /v1/members/{memberId}/board-name"] = (false, true, Scopes.Members),
        ["PUT /v1/members/{memberId}/groups"] = (false, false, Scopes.Members),
        ["GET /v1/members/{memberId}/friends"] = (false, false, Scopes.Members),
        ["PUT /v1/members/{memberId}/friends"] = (false, false, Scopes.Members),
        ["GET /v1/leaderboards/{boardId}/members/{memberId}/friends"] = (false, true, Scopes.Members),
        ["GET /v1/members/{memberId}/boards"] = (false, true, Scopes.Members),
        ["GET /v1/leaderboards/{boardId}"] = (false, true, Scopes.Members),
        ["GET /v1/leaderboards/{boardId}/members/{memberId}"] = (false, true, Scopes.Members),
        ["POST /v1/activities"] = (false, false, Scopes.Activities),
        ["POST /v1/activities/{activityId}/refund"] = (false, false, Scopes.Activities),
        ["POST /v1/activities/batch"] = (false, false, Scopes.Activities),
        ["POST /v1/imports"] = (false, false, Scopes.Imports),
        ["GET /v1/imports"] = (false, false, Scopes.Imports),
        ["GET /v1/imports/{importId}"] = (false, false, Scopes.Imports),
        ["GET /v1/imports/{importId}/refusals"] = (false, false, Scopes.Imports),
        ["POST /v1/lotteries/{lotteryId}/plays"] = (false, true, Scopes.Plays),
        ["POST /v1/coupons/{poolId}/codes"] = (false, false, Scopes.Prizes),
        ["PUT /v1/coupons/{poolId}"] = (false, false, Scopes.Prizes),
        ["GET /v1/coupons"] = (false, false, Scopes.Stock),
        ["GET /v1/coupons/{poolId}"] = (false, false, Scopes.Stock),
        ["GET /v1/members/{memberId}/prizes"] = (false, true, Scopes.Prizes),
        ["GET /v1/members/{memberId}/prizes/{prizeId}/address"] = (false, true, Scopes.Prizes),
        ["PUT /v1/members/{memberId}/prizes/{prizeId}/address"] = (false, true, Scopes.Prizes),
        ["DELETE /v1/members/{memberId}/prizes/{prizeId}/address"] = (false, true, Scopes.Prizes),
        ["POST /v1/members/{memberId}/prizes/{prizeId}/fulfil"] = (false, false, Scopes.Prizes),
        ["POST /v1/members/{memberId}/tickets"] = (false, false, Scopes.Prizes),
        ["GET /v1/orders"] = (false, false, Scopes.Prizes),
        ["POST /v1/plays/{playId}/seen"] = (false, true, Scopes.Plays),
        ["GET /v1/lotteries"] = (false, true, Scopes.Plays),
        ["GET /v1/lotteries/{lotteryId}"] = (false, true, Scopes.Plays),
        ["GET /v1/fairness/{lotteryId}"] = (false, true, Scopes.Plays),
        ["GET /v1/lotteries/{lotteryId}/stock"] = (false, false, Scopes.Stock),
        ["GET /v1/campaigns/{campaignId}/budget"] = (false, false, Scopes.Stock),
        ["GET /v1/catalogue"] = (false, false, Scopes.Catalogue),
        ["GET|HEAD /v1/catalogue/schema"] = (true, true, ""),
        ["PUT /v1/catalogue"] = (false, false, Scopes.Catalogue),
        ["POST /v1/campaigns/{campaignId}/pause"] = (false, false, Scopes.Control),
        ["POST /v1/campaigns/{campaignId}/resume"] = (false, false, Scopes.Control),
        ["POST /v1/lotteries/{lotteryId}/pause"] = (false, false, Scopes.Control),
        ["POST /v1/lotteries/{lotteryId}/resume"] = (false, false, Scopes.Control),
        ["POST /v1/clock/accept"] = (false, false, Scopes.Control),
        ["GET /v1/members/{memberId}/events"] = (false, true, Scopes.Members),
        ["GET /v1/live"] = (false, false, Scopes.Staff),
        ["GET /v1/me"] = (false, false, Scopes.Staff),
        ["POST /v1/keys"] = (false, false, Scopes.Admin),
        ["GET /v1/keys"] = (false, false, Scopes.Admin),
        ["POST /v1/keys/{keyId}/revoke"] = (false, false, Scopes.Admin),
        ["GET|HEAD /health/live"] = (true, true, ""),
        ["GET|HEAD /openapi/v1.json"] = (true, true, ""),
        ["GET|HEAD /health/ready"] = (true, true, ""),
        ["GET|HEAD /play"] = (true, true, ""),
        ["GET|HEAD /widgets/{**file}"] = (true, true, ""),
        ["POST /play/session"] = (true, true, ""),
        ["GET|HEAD /"] = (true, true, ""),
        ["GET|HEAD /sign-in"] = (true, true, ""),
        ["POST /sign-in"] = (true, true, ""),
        ["POST /sign-out"] = (true, true, ""),
        ["POST /preferences"] = (true, true, ""),
    };

    /// <summary>Endpoints of pages: for persons who signed in, whatever their role, and for no key or token.</summary>
    private static readonly string[] Pages =
    [
        "ANY /_blazor", "ANY /_blazor/disconnect/", "ANY /_blazor/initializers/", "ANY /_blazor/negotiate", "GET /_framework/opaque-redirect", "GET|POST|HEAD /live", "GET|POST|HEAD /orders",
    ];

    private readonly TestSilo _silo = fixture.Silo;

    [Fact]
    public void Every_endpoint_is_in_the_table_and_names_a_policy()
    {
        RouteEndpoint[] endpoints = [.. Endpoints()];
        Assert.Equal(Expected.Keys.Concat(Pages).Order(StringComparer.Ordinal), endpoints.Select(NameOf).Order(StringComparer.Ordinal));
        Assert.All(endpoints, endpoint => Assert.False(string.IsNullOrEmpty(endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy)));
    }

    /// <summary>Files of the build hold nothing of the store; they are for whoever may see the sign-in page.</summary>
    [Fact]
    public void Every_file_of_the_build_is_for_everybody_and_only_read()
    {
        RouteEndpoint[] files = [.. All().Where(IsFile)];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(AccessPolicies.Everybody, file.Metadata.GetMetadata<IAuthorizeData>()?.Policy));
        Assert.All(files, file => Assert.Equal(["GET", "HEAD"], file.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods));
    }

    [Fact]
    public async Task Each_cell_of_endpoint_and_caller_has_its_status()
    {
        await _silo.EnrolAsync(A);
        await _silo.EnrolAsync(B);
        string good = await _silo.TokenAsync(A);
        foreach ((string name, (bool everybody, bool player, string scope)) in Expected)
        {
            bool namesMember = name.Contains("{memberId}", StringComparison.Ordinal);
            foreach ((string why, string? bearer) in Strangers())
            {
                Check(name, why, await StatusAsync(name, A, bearer), everybody ? null : 401);
            }

            Check(name, "player on itself", await StatusAsync(name, A, good), player ? null : 403);
            Check(name, "player on another", await StatusAsync(name, B, good), player && !namesMember ? null : 403);
            Check(name, "key with every other scope", await StatusAsync(name, A, KeyWith(Scopes.All.Where(s => s != scope))), everybody ? null : 403);
            if (!everybody)
            {
                Check(name, "key with the scope alone", await StatusAsync(name, A, KeyWith([scope])), null);
            }
        }
    }

    [Fact]
    public async Task A_page_is_for_persons_who_signed_in_alone()
    {
        await _silo.EnrolAsync("page");
        foreach (string name in Pages)
        {
            foreach ((string why, string? bearer) in Strangers())
            {
                Check(name, why, await StatusAsync(name, A, bearer), name.StartsWith("GET|POST|HEAD /", StringComparison.Ordinal) ? 302 : 401);
            }

            Check(name, "player", await StatusAsync(name, A, await _silo.TokenAsync("page")), 403);
            Check(name, "key with every scope", await StatusAsync(name, A, KeyWith(Scopes.All)), 403);
            foreach (StaffRole role in Enum.GetValues<StaffRole>())
            {
                using StaffClient person = await StaffClient.SignInAsync(_silo, role);
                Check(name, $"{role}", await person.StatusAsync(name, StatusPath(name, A)), null);
            }
        }
    }

    /// <summary>A person's cookie opens what the role includes, and changes something only with the anti-forgery token.</summary>
    [Theory]
    [InlineData(StaffRole.Viewer)]
    [InlineData(StaffRole.Operator)]
    [InlineData(StaffRole.Admin)]
    public async Task Each_cell_of_endpoint_and_role_has_its_status(StaffRole role)
    {
        using StaffClient person = await StaffClient.SignInAsync(_silo, role);
        foreach ((string name, (bool everybody, _, string scope)) in Expected.Where(row => row.Key.Contains(" /v1/", StringComparison.Ordinal)))
        {
            bool isAllowed = everybody || role.ScopesOf().Contains(scope);
            bool isRead = name.StartsWith("GET", StringComparison.Ordinal);
            Check(name, $"{role}", await person.StatusAsync(name, StatusPath(name, A), person.Antiforgery), isAllowed ? null : 403);
            Check(name, $"{role} without the token", await person.StatusAsync(name, StatusPath(name, A)), isAllowed && isRead ? null : 403);
        }
    }

    [Fact]
    public async Task A_person_whose_password_was_changed_is_out_at_once()
    {
        using StaffClient person = await StaffClient.SignInAsync(_silo, StaffRole.Admin);
        Assert.Equal(200, await person.StatusAsync("GET", "/v1/me"));
        Assert.True(_silo.Host.Engine.Staff.SetPassword(person.Name, "another password"));
        Assert.Equal(401, await person.StatusAsync("GET", "/v1/me"));
    }

    [Fact]
    public async Task A_member_named_in_the_body_is_no_way_to_another()
    {
        await _silo.EnrolAsync("body-a");
        await _silo.EnrolAsync("body-b");
        string token = await _silo.TokenAsync("body-a");
        long before = await _silo.RecordsAsync();
        var played = await _silo.PostAsync("/v1/lotteries/lucky-wheel/plays", """{"memberId":"body-b"}""", "k", token);
        Assert.Equal((403, "forbidden"), (played.Status, played.Code));
        Assert.Equal(before, await _silo.RecordsAsync());
        string play = (await _silo.PlayAsync("body-b", "k")).Json.GetProperty("playId").GetString()!;
        var seen = await _silo.PostAsync($"/v1/plays/{play}/seen", null, bearer: token);
        Assert.Equal((404, "unknown_play"), (seen.Status, seen.Code));
        Assert.NotEqual(play, (await _silo.PostAsync("/v1/lotteries/lucky-wheel/plays", null, "k", token)).Json.GetProperty("playId").GetString());
    }

    [Fact]
    public async Task A_revoked_key_stops_at_once()
    {
        var made = await _silo.PostAsync("/v1/keys", """{"name":"till","scopes":["members"]}""");
        string key = made.Json.GetProperty("key").GetString()!;
        string id = made.Json.GetProperty("id").GetString()!;
        await _silo.EnrolAsync("revoked");
        Assert.Equal(200, (await _silo.GetAsync("/v1/members/revoked", key)).Status);
        Assert.Equal(200, (await _silo.PostAsync($"/v1/keys/{id}/revoke", null)).Status);
        Assert.Equal(401, (await _silo.GetAsync("/v1/members/revoked", key)).Status);
        Assert.DoesNotContain(key, (await _silo.GetAsync("/v1/keys")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(key, File.ReadAllText(Path.Combine(_silo.Folder, ServerKeys.FileName)), StringComparison.Ordinal);
    }

    private static void Check(string endpoint, string caller, int status, int? refused) => Assert.True(
        refused is { } expected ? status == expected : status is not (401 or 403),
        $"{endpoint} for {caller}: {status}, expected {(refused is null ? "to be let in" : refused)}");

    private IEnumerable<(string Why, string? Bearer)> Strangers()
    {
        SecretKey key = _silo.Host.Engine.Store.Keys.CurrentTokenKey;
        TimeSpan hour = TimeSpan.FromHours(1);
        yield return ("nobody", null);
        yield return ("nonsense", "nonsense");
        yield return ("an expired token", Forge(key, PlayerTokens.Issuer, PlayerTokens.Audience, -hour, PlayerTokens.LongestLife));
        yield return ("a token for another audience", Forge(key, PlayerTokens.Issuer, "other", TimeSpan.Zero, PlayerTokens.LongestLife));
        yield return ("a token of another issuer", Forge(key, "other", PlayerTokens.Audience, TimeSpan.Zero, PlayerTokens.LongestLife));
        yield return ("a token signed by another key", Forge(new(key.Id, new byte[32]), PlayerTokens.Issuer, PlayerTokens.Audience, TimeSpan.Zero, PlayerTokens.LongestLife));
        yield return ("a token that lives too long", Forge(key, PlayerTokens.Issuer, PlayerTokens.Audience, TimeSpan.Zero, hour));
        yield return ("a token without a signature", Unsigned());
    }

    private static string Forge(SecretKey key, string issuer, string audience, TimeSpan from, TimeSpan life)
    {
        DateTime begun = TimeProvider.System.GetUtcNow().UtcDateTime + from;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = begun,
            NotBefore = begun,
            Expires = begun + life,
            Claims = new Dictionary<string, object> { ["sub"] = A },
            SigningCredentials = new(new SymmetricSecurityKey(key.Bytes) { KeyId = key.Id }, SecurityAlgorithms.HmacSha256),
        });
    }

    private static string Unsigned()
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        string body = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(
            $$"""{"iss":"{{PlayerTokens.Issuer}}","aud":"{{PlayerTokens.Audience}}","sub":"{{A}}","nbf":{{now}},"exp":{{now + 600}}}"""));
        return $"{header}.{body}.";
    }

    private string KeyWith(IEnumerable<string> scopes) => _silo.Host.Engine.ServerKeys.Create("matrix", [.. scopes]).Text;

    /// <summary>Calls an endpoint with a body that no handler accepts, so that who is let in changes nothing.</summary>
    private async Task<int> StatusAsync(string name, string member, string? bearer)
    {
        string method = MethodOf(name);
        return (await _silo.SendAsync(new HttpMethod(method), StatusPath(name, member), method == "GET" ? null : "[]", null, bearer)).Status;
    }

    private static string MethodOf(string name) => name.Split(' ', '|')[0] is var method && method == "ANY" ? "POST" : method;

    private static string StatusPath(string name, string member) =>
        name.Split(' ')[1].Replace("{memberId}", member, StringComparison.Ordinal).Replace("{lotteryId}", "none", StringComparison.Ordinal)
            .Replace("{campaignId}", "none", StringComparison.Ordinal).Replace("{playId}", "p0-1", StringComparison.Ordinal)
            .Replace("{keyId}", "none", StringComparison.Ordinal).Replace("{activityId}", "none", StringComparison.Ordinal)
            .Replace("{challengeId}", "none", StringComparison.Ordinal).Replace("{boardId}", "none", StringComparison.Ordinal).Replace("{importId}", "none", StringComparison.Ordinal);

    private IEnumerable<RouteEndpoint> Endpoints() => All().Where(endpoint => !IsFile(endpoint)).DistinctBy(NameOf);

    private IEnumerable<RouteEndpoint> All() =>
        _silo.Host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static string NameOf(RouteEndpoint endpoint) =>
        $"{string.Join('|', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])} {endpoint.RoutePattern.RawText}";
}
