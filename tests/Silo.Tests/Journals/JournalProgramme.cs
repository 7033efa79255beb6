using System.Text.Json.Nodes;
using Jifen.Tests;

namespace Jifen.Silo.Tests.Journals;

/// <summary>The versions of the programme under which a journal is kept: the template <c>starter</c> first, then all that a programme can have.</summary>
internal static class JournalProgramme
{
    private const string Games = "tests/Silo.Tests/Journals/games.json";

    /// <summary>With games, challenges and boards of all kinds; prizes, badges and a budget that run out.</summary>
    public static string Second => Draft(900).ToJsonString();

    /// <summary>Stock and budget are raised, a badge comes later, and a board is no more.</summary>
    public static string Third
    {
        get
        {
            JsonNode draft = Draft(2_000);
            Lottery(draft, "closing")["segments"]![0]!["stock"]!["total"] = 9;
            draft["badges"]!.AsArray().Add(JsonNode.Parse("""{ "id": "buyer", "name": { "en": "Buyer", "zh": "买家" }, "criteria": { "counter": "purchases", "atLeast": 3 } }"""));
            Remove(draft["boards"]!, "week");
            return draft.ToJsonString();
        }
    }

    /// <summary>Without boards that close daily or weekly; a limited edition is raised.</summary>
    public static string Fourth
    {
        get
        {
            JsonNode draft = JsonNode.Parse(Third)!;
            foreach (string board in (string[])["today", "league", "top"])
            {
                Remove(draft["boards"]!, board);
            }

            Named(draft["badges"]!, "early")["limit"] = 45;
            return draft.ToJsonString();
        }
    }

    private static JsonNode Draft(long budget)
    {
        JsonNode draft = JsonNode.Parse(Repository.Text("Silo/Templates/starter.json"))!;
        JsonNode panda = Named(Lottery(draft, "lucky-wheel")["segments"]!, "panda");
        (panda["weight"], panda["stock"]) = (20_000, new JsonObject { ["total"] = 40, ["perDay"] = 6 });
        Named(draft["campaigns"]!, "cafe")["budget"] = budget;
        foreach ((string list, JsonNode? more) in JsonNode.Parse(Repository.Text(Games))!.AsObject())
        {
            foreach (JsonNode? one in more!.AsArray())
            {
                draft[list]!.AsArray().Add(one!.DeepClone());
            }
        }

        return draft;
    }

    private static JsonNode Lottery(JsonNode draft, string id) =>
        draft["campaigns"]!.AsArray().SelectMany(campaign => campaign!["lotteries"]?.AsArray() ?? []).Single(lottery => (string)lottery!["id"]! == id)!;

    private static JsonNode Named(JsonNode list, string id) => list.AsArray().Single(one => (string)one!["id"]! == id)!;

    private static void Remove(JsonNode list, string id) => list.AsArray().Remove(Named(list, id));
}
