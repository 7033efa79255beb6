using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>The player page as one player has it open, and what the silo says of that player.</summary>
internal sealed class PlayerPage(ServedSilo silo, IPage page)
{
    /// <summary>The segment that lies under the tip of the pointer, asked of the drawing itself.</summary>
    private const string UnderPointer = """
        () => {
          scrollTo(0, 0);
          const root = document.querySelector('jifen-wheel').shadowRoot;
          const box = root.querySelector('.stage').getBoundingClientRect();
          return root.elementFromPoint(box.left + box.width / 2, box.top + box.height * 0.125)?.dataset.segment ?? null;
        }
        """;

    /// <summary>Turn of the rotor in degrees, by its matrix.</summary>
    private const string Turn = """
        () => {
          const rotor = document.querySelector('jifen-wheel').shadowRoot.querySelector('.rotor');
          const { a, b } = new DOMMatrix(getComputedStyle(rotor).transform);
          return Math.atan2(b, a) * 180 / Math.PI;
        }
        """;

    public IPage Page => page;

    public ILocator Spin => page.Locator("jifen-wheel .spin");

    public ILocator Said => page.Locator("jifen-wheel .said");

    public static async Task<PlayerPage> OpenAsync(ServedSilo silo, Visit visit, string address = "/play")
    {
        PlayerPage opened = new(silo, visit.Page);
        await visit.Page.GotoAsync(address);
        await opened.ReadyAsync();
        return opened;
    }

    /// <summary>The same player's page in a tab more.</summary>
    public async Task<PlayerPage> InOtherTabAsync()
    {
        PlayerPage other = new(silo, await page.Context.NewPageAsync());
        await other.Page.GotoAsync("/play");
        await other.ReadyAsync();
        return other;
    }

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until the wheel may be turned.</summary>
    public Task ReadyAsync() => page.Locator("jifen-wheel .spin[aria-disabled=false]").WaitForAsync();

    /// <summary>Waits until the rotor is on its way.</summary>
    public Task TurningAsync() => page.Locator("jifen-wheel .stage.is-turning").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Waits until a result is shown.</summary>
    public Task ToldAsync() => page.Locator("jifen-wheel .stage.is-told").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public async Task<string> PointedAsync()
    {
        string under = await page.EvaluateAsync<string>(UnderPointer);
        double turn = await page.EvaluateAsync<double>(Turn);
        JsonElement[] segments = [.. (await silo.GetAsync("/v1/lotteries/lucky-wheel")).Json.GetProperty("segments").EnumerateArray()];
        int index = (int)Math.Floor((360 - turn) % 360 / (360d / segments.Length));
        Assert.Equal(segments[index].GetProperty("id").GetString(), under);
        return under;
    }

    public async Task<string> MemberAsync() =>
        await page.EvaluateAsync<string>("() => document.querySelector('jifen-wheel').client.member()");

    /// <summary>What the silo recorded, newest first.</summary>
    public async Task<Recorded[]> PlaysAsync()
    {
        JsonElement list = (await silo.GetAsync($"/v1/members/{await MemberAsync()}/plays")).Json.GetProperty("items");
        return [.. list.EnumerateArray().Select(play => new Recorded(
            play.GetProperty("playId").GetString()!, play.GetProperty("outcome").GetProperty("segment").GetString()!, play.GetProperty("seen").GetBoolean()))];
    }

    /// <summary>The page shows the only play of its player, on its segment, and the silo knows that it was shown.</summary>
    public async Task AssertShowsTheOnlyPlayAsync()
    {
        await ToldAsync();
        string pointed = await PointedAsync();
        await SeenAsync();
        Recorded only = Assert.Single(await PlaysAsync());
        Assert.Equal((only.Segment, true), (pointed, only.Seen));
    }

    /// <summary>Waits until the silo has been told that every play was shown.</summary>
    public async Task SeenAsync()
    {
        while ((await PlaysAsync()).Any(play => !play.Seen))
        {
            await page.WaitForTimeoutAsync(20);
        }
    }

    internal sealed record Recorded(string Play, string Segment, bool Seen);
}
