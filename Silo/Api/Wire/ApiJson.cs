using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Silo.Orders;

namespace Jifen.Silo.Api;

/// <summary>Forms of the request bodies. Reading is strict: unknown and double properties and numbers in quotes are refused.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = ApiLimits.JsonDepth)]
[JsonSerializable(typeof(EnrolBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(AgeBody))]
[JsonSerializable(typeof(ActivityBody))]
[JsonSerializable(typeof(RefundBody))]
[JsonSerializable(typeof(OpeningBody))]
[JsonSerializable(typeof(PlayBody))]
[JsonSerializable(typeof(SeenBody))]
[JsonSerializable(typeof(GrantBody))]
[JsonSerializable(typeof(RepairBody))]
[JsonSerializable(typeof(StreakPauseBody))]
[JsonSerializable(typeof(ZoneBody))]
[JsonSerializable(typeof(BoardNameBody))]
[JsonSerializable(typeof(FriendsBody))]
[JsonSerializable(typeof(SelfLimitsBody))]
[JsonSerializable(typeof(GroupsBody))]
[JsonSerializable(typeof(PauseBody))]
[JsonSerializable(typeof(PoolBody))]
[JsonSerializable(typeof(FulfilBody))]
[JsonSerializable(typeof(PostalAddress))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(GuestBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
