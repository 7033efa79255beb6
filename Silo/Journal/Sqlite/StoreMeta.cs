using System.Globalization;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Writes and reads what a store was created with.</summary>
internal static class StoreMeta
{
    public static void Write(Database database, StoreIdentity identity)
    {
        Statement insert = database.Prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)");
        Put("format", identity.Format.ToString(CultureInfo.InvariantCulture));
        Put("shards", identity.ShardCount.ToString(CultureInfo.InvariantCulture));
        Put("programme", identity.Programme);
        Put("pepper", identity.PepperCheck);
        Put("store", identity.StoreId.ToString());

        void Put(string key, string value) => insert.BindText(1, key).BindText(2, value).Run();
    }

    /// <exception cref="StoreRefusedException">There is no such row, or it says nothing that can be understood.</exception>
    public static StoreIdentity Read(Database database)
    {
        Statement select = database.Prepare("SELECT value FROM meta WHERE key = ?1");
        string format = Get("format");
        if (format != Schema.Format.ToString(CultureInfo.InvariantCulture))
        {
            throw new StoreRefusedException($"The store at {database.Path} is of format '{format}'; this version reads format {Schema.Format}.");
        }

        return int.TryParse(Get("shards"), NumberStyles.None, CultureInfo.InvariantCulture, out int shards) && Guid.TryParse(Get("store"), out Guid store)
            ? new(Schema.Format, shards, Get("programme"), Get("pepper"), store)
            : throw new StoreRefusedException($"The store at {database.Path} does not say its number of shards or its id.");

        string Get(string key)
        {
            using Statement.Execution use = select.Use();
            return select.BindText(1, key).Step() ? select.Text(0) : "";
        }
    }
}
