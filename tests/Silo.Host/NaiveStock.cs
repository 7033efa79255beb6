using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jifen.Silo.Host;

/// <summary>A planted fault: plays that check a stock and take from it in two steps.</summary>
internal static class NaiveStock
{
    private static readonly TimeSpan Thinks = TimeSpan.FromMilliseconds(2);

    public static void Map(WebApplication web, PlantedFault fault)
    {
        if (fault != PlantedFault.CheckedThenTaken)
        {
            return;
        }

        int left = 100;
        web.MapPost("/naive/plays", async () =>
        {
            int seen = left;
            await Task.Delay(Thinks).ConfigureAwait(false);
            left = seen > 0 ? seen - 1 : seen;
            return Results.Json(new { outcome = new { segment = seen > 0 ? "prize" : "consolation" } });
        }).AllowAnonymous();
    }
}
