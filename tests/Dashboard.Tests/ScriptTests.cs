using System.Security.Cryptography;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Tests;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests;

/// <summary>The script of Blazor and the style of the components are served by the silo itself.</summary>
[Collection(StaffTests.Name)]
public sealed class ScriptTests(Chromium chromium)
{
    [Theory]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/Radzen.Blazor/Radzen.Blazor.min.js", "text/javascript")]
    [InlineData("/dashboard.css", "text/css")]
    public async Task The_silo_serves_each_asset_from_its_own_build(string path, string type)
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        await using Visit visit = await chromium.VisitAsync(silo.Url);
        IResponse answer = (await visit.Page.GotoAsync(path))!;
        Assert.Equal((200, type), (answer.Status, (await answer.HeaderValueAsync("content-type"))?.Split(';')[0]));
        visit.AssertStayedHome();
    }

    [Fact]
    public async Task The_script_is_the_one_whose_hash_the_build_names()
    {
        await using ServedSilo silo = await ServedSilo.StartAsync();
        byte[] script = await silo.Client.GetByteArrayAsync(new Uri("/_framework/blazor.web.js", UriKind.Relative));
        string hash = Convert.ToHexStringLower(SHA256.HashData(script));
        Assert.Contains($"<BlazorScriptHash>{hash}</BlazorScriptHash>", Repository.Text("build/BlazorScript.targets"), StringComparison.Ordinal);
    }
}
