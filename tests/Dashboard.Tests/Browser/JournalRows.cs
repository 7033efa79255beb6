using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Jifen.Dashboard.Tests.Browser;

/// <summary>
/// What the rows of a store's journal say, counted from their JSON by SQL and nothing of the product: the judge of what the page shows.
/// </summary>
public sealed class JournalRows
{
    private JournalRows(IReadOnlyList<JsonElement> bodies) => Bodies = bodies;

    public IReadOnlyList<JsonElement> Bodies { get; }

    public long Records => Bodies.Count;

    public IEnumerable<JsonElement> Events => Bodies.SelectMany(body => body.TryGetProperty("events", out JsonElement events) ? events.EnumerateArray() : []);

    public static JournalRows Of(ServedSilo silo)
    {
        using SqliteConnection store = new($"Data Source={Path.Combine(silo.Folder, "jifen.db")};Mode=ReadOnly;Pooling=False");
        store.Open();
        using SqliteCommand rows = store.CreateCommand();
        rows.CommandText = "SELECT body FROM journal ORDER BY position";
        using SqliteDataReader reader = rows.ExecuteReader();
        List<JsonElement> bodies = [];
        while (reader.Read())
        {
            bodies.Add(JsonDocument.Parse(reader.GetString(0)).RootElement);
        }

        return new(bodies);
    }

    public long Count(string kind, Func<JsonElement, bool>? where = null) => Of(kind).LongCount(where ?? (static _ => true));

    public long Sum(string kind, Func<JsonElement, long> number) => Of(kind).Sum(number);

    /// <summary>Events of a kind, in the order of the journal.</summary>
    public IEnumerable<JsonElement> Of(string kind) => Events.Where(happened => happened.GetProperty("kind").GetString() == kind);
}
