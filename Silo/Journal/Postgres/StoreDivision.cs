namespace Jifen.Silo.Journal.Postgres;

/// <summary>Whether the databases that were named are those of one store, all of them and in their order.</summary>
internal static class StoreDivision
{
    /// <param name="named">Name of each database and what it holds, in the order in which they were named.</param>
    /// <exception cref="StoreRefusedException">They are not; the sentence names the database that differs.</exception>
    public static void Check(IReadOnlyList<(string Name, StoreRow? Row)> named)
    {
        RequireDistinct(named);
        StoreRow? first = named[0].Row;
        for (int place = 0; place < named.Count; place++)
        {
            (string name, StoreRow? row) = named[place];
            if (row is not null)
            {
                RequireSameStore(named[0], name, row);
                RequirePlace(name, row, place, named.Count);
            }
            else if (first is { IsComplete: true })
            {
                throw Refused(
                    $"The database {name} holds nothing, but the store of {named[0].Name} lies in {first.Share.Databases} databases that were all made.",
                    $"数据库 {name} 是空的，而 {named[0].Name} 的存储分布在 {first.Share.Databases} 个数据库中，且都已建好。");
            }
        }
    }

    /// <exception cref="StoreRefusedException">There are more databases than shards.</exception>
    public static void RequireShards(int databases, int shardCount)
    {
        if (databases > shardCount)
        {
            throw Refused(
                $"The setting postgres is refused: it names {databases} databases, but the store has {shardCount} shards.",
                $"设置 postgres 被拒绝：列出了 {databases} 个数据库，而存储只有 {shardCount} 个分片。");
        }
    }

    /// <exception cref="StoreRefusedException">The database is another one of its store, or of more or fewer.</exception>
    public static void RequirePlace(string name, StoreRow row, int place, int count)
    {
        StoreShare share = row.Share;
        if (share.Databases != count)
        {
            throw Refused(
                $"The database {name} is number {share.Place + 1} of the {share.Databases} of its store, but {count} are named: name all, in their order.",
                $"数据库 {name} 是其存储 {share.Databases} 个数据库中的第 {share.Place + 1} 个，但列出了 {count} 个：请按顺序全部列出。");
        }

        if (share.Place != place)
        {
            throw Refused(
                $"The database {name} is number {share.Place + 1} of the {share.Databases} of its store, but is named as number {place + 1}: name them in their order.",
                $"数据库 {name} 是其存储 {share.Databases} 个数据库中的第 {share.Place + 1} 个，却被列为第 {place + 1} 个：请按顺序列出。");
        }

        if (share != StoreShare.Of(place, count, row.Identity.ShardCount))
        {
            throw Refused(
                $"The database {name} says that shards {share.First} to {share.Below - 1} lie in it, which are not those of its number.",
                $"数据库 {name} 称其中为分片 {share.First} 至 {share.Below - 1}，与其序号不符。");
        }
    }

    private static void RequireDistinct(IReadOnlyList<(string Name, StoreRow? Row)> named)
    {
        for (int place = 1; place < named.Count; place++)
        {
            for (int before = 0; before < place; before++)
            {
                if (named[place].Row is { } row && row.Database == named[before].Row?.Database)
                {
                    throw Refused(
                        $"The setting postgres is refused: it names one database twice, as {named[before].Name} and as {named[place].Name}.",
                        $"设置 postgres 被拒绝：同一数据库被列出两次：{named[before].Name} 与 {named[place].Name}。");
                }
            }
        }
    }

    private static void RequireSameStore((string Name, StoreRow? Row) first, string name, StoreRow row)
    {
        if (first.Row?.Identity.StoreId != row.Identity.StoreId)
        {
            throw Refused(
                $"The database {name} belongs to the store {row.Identity.StoreId}, not to that of {first.Name}, the first one named.",
                $"数据库 {name} 属于存储 {row.Identity.StoreId}，而不属于首个列出的 {first.Name} 的存储。");
        }
    }

    private static StoreRefusedException Refused(string english, string chinese) => new(english) { ChineseMessage = chinese };
}
