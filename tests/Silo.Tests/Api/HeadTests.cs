using System.Net;
using Jifen.Silo.Api;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Api;

/// <summary>Pages, files and probes answer HEAD as they answer GET, without the body.</summary>
public sealed class HeadTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    public static TheoryData<string> Paths =>
        ["/", "/play", "/sign-in", "/live", "/dashboard.css", "/health/live", "/health/ready", "/openapi/v1.json", "/v1/catalogue/schema", "/widgets/none.js", .. PageFile.All.Keys.Select(file => $"/widgets/{file}")];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Head_has_the_status_and_headers_of_get_and_no_body(string path)
    {
        using HttpResponseMessage whole = await fixture.Silo.Client.GetAsync(new Uri(path, UriKind.Relative));
        using HttpRequestMessage request = new(HttpMethod.Head, path);
        using HttpResponseMessage head = await fixture.Silo.Client.SendAsync(request);
        Assert.Equal(Told(whole), Told(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_of_a_page_is_answered_to_who_signed_in()
    {
        using StaffClient person = await StaffClient.SignInAsync(fixture.Silo, StaffRole.Viewer);
        using HttpResponseMessage head = await person.AskAsync(HttpMethod.Head, "/live");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The control: an endpoint of the API has the one method that its document names.</summary>
    [Fact]
    public async Task An_endpoint_of_the_api_does_not_answer_head()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "/v1/lotteries");
        using HttpResponseMessage head = await fixture.Silo.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, head.StatusCode);
    }

    private static (HttpStatusCode Status, string? Type, string? To, string? Tag, string Policy) Told(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Headers.Location?.ToString(), answer.Headers.ETag?.ToString(),
            string.Join(' ', answer.Headers.TryGetValues("Content-Security-Policy", out IEnumerable<string>? policy) ? policy : []));
}
