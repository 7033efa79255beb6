using System.Text.Json.Serialization.Metadata;
using Jifen.Silo.Api;
using Jifen.Silo.Boards;
using Jifen.Silo.Hosting;
using Jifen.Silo.Live;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>The queries that travel between silos. A kind once given is never given to another query.</summary>
internal static class QueryKinds
{
    public static IReadOnlyList<QueryKind> All { get; } =
    [
        new("member", typeof(MemberViewQuery), MayBeNull: true),
        new("member-page", typeof(MemberPageQuery), MayBeNull: true),
        new("enrolment", typeof(EnrolmentQuery)),
        new("unindexed", typeof(UnindexedQuery), MayBeNull: true),
        new("badges", typeof(BadgesQuery), MayBeNull: true),
        new("badge-holders", typeof(BadgeHoldersQuery)),
        new("challenges", typeof(ChallengesQuery), MayBeNull: true),
        new("challenge", typeof(OneChallengeQuery), MayBeNull: true),
        new("cards", typeof(CardsQuery), MayBeNull: true),
        new("pool", typeof(PoolQuery), MayBeNull: true),
        new("coupons", typeof(CouponsQuery)),
        new("wallet", typeof(WalletQuestion), MayBeNull: true),
        new("self-limits", typeof(SelfLimitsQuery), MayBeNull: true),
        new("orders", typeof(OrdersQuery)),
        new("drawings", typeof(DrawingsQuery)),
        new("member-draws", typeof(MemberDrawsQuery), MayBeNull: true),
        new("lotteries", typeof(LotteriesQuery)),
        new("fairness", typeof(FairnessQuery)),
        new("lottery-stock", typeof(LotteryStockQuery)),
        new("budget-stock", typeof(BudgetStockQuery)),
        new("catalogue", typeof(CatalogueQuery)),
        new("versions", typeof(VersionsQuery)),
        new("in-force", typeof(InForceQuery)),
        new("board-card", typeof(BoardCardQuery), MayBeNull: true),
        new("board-place", typeof(BoardPlaceQuery), MayBeNull: true),
        new("board-page", typeof(BoardPageQuery), MayBeNull: true),
        new("board-neighbours", typeof(BoardNeighboursQuery), MayBeNull: true),
        new("cohort-page", typeof(CohortPageQuery), MayBeNull: true),
        new("friends", typeof(FriendsQuery), MayBeNull: true),
        new("board-members", typeof(BoardMembersQuery), MayBeNull: true),
        new("shard", typeof(ShardViewQuery)),
        new("treasuries", typeof(TreasuriesQuery)),
    ];

    /// <summary>Whether a query of this type may be answered with nothing.</summary>
    public static bool MayBeNull(Type query) => All.Any(kind => kind.Query == query && kind.MayBeNull);

    public static void Name(JsonPolymorphismOptions queries)
    {
        foreach (QueryKind kind in All)
        {
            queries.DerivedTypes.Add(new JsonDerivedType(kind.Query, kind.Name));
        }
    }
}

/// <param name="Query">A <see cref="ShardQuery{TView}"/>.</param>
/// <param name="MayBeNull">The view may be null.</param>
internal sealed record QueryKind(string Name, Type Query, bool MayBeNull = false);
