using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Api;
using Jifen.Silo.Boards;
using Jifen.Silo.Hosting;
using Jifen.Silo.Live;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>The types that silos send each other; read and written by <see cref="WireForm"/> only.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RequestForm))]
[JsonSerializable(typeof(ReadForm))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(Answered))]
[JsonSerializable(typeof(ReadDone))]
[JsonSerializable(typeof(NotDone))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(MemberViewQuery))]
[JsonSerializable(typeof(MemberPageQuery))]
[JsonSerializable(typeof(EnrolmentQuery))]
[JsonSerializable(typeof(UnindexedQuery))]
[JsonSerializable(typeof(BadgesQuery))]
[JsonSerializable(typeof(LotteriesQuery))]
[JsonSerializable(typeof(FairnessQuery))]
[JsonSerializable(typeof(LotteryStockQuery))]
[JsonSerializable(typeof(BudgetStockQuery))]
[JsonSerializable(typeof(CatalogueQuery))]
[JsonSerializable(typeof(VersionsQuery))]
[JsonSerializable(typeof(InForceQuery))]
[JsonSerializable(typeof(BoardCardQuery))]
[JsonSerializable(typeof(BoardPlaceQuery))]
[JsonSerializable(typeof(BoardPageQuery))]
[JsonSerializable(typeof(BoardNeighboursQuery))]
[JsonSerializable(typeof(ShardViewQuery))]
[JsonSerializable(typeof(TreasuriesQuery))]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(MemberPageView))]
[JsonSerializable(typeof(EnrolmentView))]
[JsonSerializable(typeof(UnindexedView))]
[JsonSerializable(typeof(BadgesView))]
[JsonSerializable(typeof(LotteriesView))]
[JsonSerializable(typeof(FairnessView))]
[JsonSerializable(typeof(LotteryStockView))]
[JsonSerializable(typeof(BudgetStockView))]
[JsonSerializable(typeof(CatalogueView))]
[JsonSerializable(typeof(VersionsView))]
[JsonSerializable(typeof(InForceView))]
[JsonSerializable(typeof(BoardCard))]
[JsonSerializable(typeof(BoardPlaceView))]
[JsonSerializable(typeof(SlicePage))]
[JsonSerializable(typeof(ShardView))]
[JsonSerializable(typeof(TreasuriesView))]
internal sealed partial class WireJson : JsonSerializerContext;
