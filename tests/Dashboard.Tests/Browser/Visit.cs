using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>One visitor's profile with its first page; keeps what every page of it asked for and complained of.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>All rules; only what they find is described, which is most of the work on a large page.</summary>
    private static readonly AxeRunOptions Findings = new() { ResultTypes = [ResultType.Violations] };

    private readonly Uri _site;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _refusals = new();

    private Visit(Uri site, IBrowserContext profile)
    {
        (_site, Profile) = (site, profile);
        profile.Request += (_, request) => _requests.Enqueue(request.Url);
        profile.Response += (_, response) => Hear(response);
        profile.Console += (_, message) => Hear(message.Type, message.Text);
        profile.WebError += (_, error) => _complaints.Enqueue(error.Error);
    }

    public IBrowserContext Profile { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>URLs of all requests.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Errors and refused resources of the console, and exceptions that nobody caught.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Answers that said no: status and URL of each.</summary>
    public IReadOnlyList<string> Refusals => [.. _refusals];

    public static async Task<Visit> StartAsync(Uri site, IBrowserContext profile)
    {
        Visit visit = new(site, profile);
        visit.Page = await profile.NewPageAsync();
        return visit;
    }

    /// <summary>Nothing was asked of another host.</summary>
    public void AssertStayedHome() => Assert.DoesNotContain(_requests, url => !IsHome(new(url)));

    public void AssertNoComplaint() => Assert.True(_complaints.IsEmpty, string.Join('\n', _complaints.Concat(_refusals)));

    /// <summary>What axe finds on the page as it is now, one text an element.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(IPage? page = null)
    {
        AxeResult result = await (page ?? Page).RunAxe(Findings);
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Impact}): {rule.Help}\n  {node.Html}\n  {node.Any.FirstOrDefault()?.Message}"))];
    }

    /// <summary>Axe finds nothing on the page as it is now.</summary>
    public async Task AssertAccessibleAsync() => Assert.Equal("", string.Join('\n', await FindingsAsync()));

    public async ValueTask DisposeAsync() => await Profile.DisposeAsync();

    private bool IsHome(Uri url) => url.Scheme is "data" or "blob" || (url.Authority == _site.Authority && url.Scheme is "http" or "ws");

    private void Hear(IResponse response)
    {
        if (response.Status >= 400)
        {
            _refusals.Enqueue($"{response.Status} {response.Url}");
        }
    }

    private void Hear(string type, string text)
    {
        if (type == "error")
        {
            _complaints.Enqueue(text);
        }
    }
}
