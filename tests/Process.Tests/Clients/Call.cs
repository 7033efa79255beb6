using System.Net;
using System.Text;
using System.Text.Json;

namespace Jifen.Process.Tests.Clients;

public enum CallKind
{
    Activity,
    Play,
    Scratch,
}

/// <summary>A call that changes something, with the key under which it may be repeated.</summary>
/// <param name="Member">The brand's id.</param>
public sealed record Call(CallKind Kind, string Key, string Member, string Path, string Body)
{
    public static Call Activity(string id, string member, long amount, DateTimeOffset at) => new(
        CallKind.Activity, id, member, "/v1/activities",
        $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"purchase","at":"{{at:yyyy-MM-dd'T'HH:mm:ss'Z'}}","amount":{{amount}}}""");

    /// <summary>A play by the member itself, with its own token.</summary>
    public static Call Play(string key, string member, string lottery) =>
        new(CallKind.Play, key, member, $"/v1/lotteries/{lottery}/plays", $$"""{"playerSeed":"{{key}}"}""");

    /// <summary>A card or an entry of a draw for the member itself: nothing that it brings depends on a seed of the member.</summary>
    public static Call Take(string key, string member, string lottery) => new(CallKind.Play, key, member, $"/v1/lotteries/{lottery}/plays", "{}");

    /// <summary>The card is the key.</summary>
    public static Call Scratch(string member, string card) => new(CallKind.Scratch, card, member, $"/v1/members/{member}/cards/{card}/scratch", "{}");

    /// <summary>The card that the call was answered with, or null.</summary>
    public string? CardIn(Reply answer) => Kind == CallKind.Play && answer.Status == HttpStatusCode.OK
        && JsonDocument.Parse(answer.Body).RootElement.TryGetProperty("card", out JsonElement card) ? card.GetProperty("cardId").GetString() : null;

    /// <summary>A play by the brand's back end for a member.</summary>
    public static Call PlayFor(string key, string member, string lottery) =>
        new(CallKind.Play, key, member, $"/v1/lotteries/{lottery}/plays", $$"""{"memberId":"{{member}}"}""");
}

/// <summary>A response as it came.</summary>
/// <param name="Replayed">It says that it repeats an earlier one.</param>
public sealed record Reply(HttpStatusCode Status, byte[] Body, bool Replayed, bool SaysWhenToRetry)
{
    /// <summary>It will never change: done, or refused by the rules.</summary>
    public bool IsFinal => Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Conflict;

    /// <summary>The call is to be made again.</summary>
    public bool IsForNow => Status is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    public bool IsSame(Reply other) => Status == other.Status && Body.AsSpan().SequenceEqual(other.Body);

    public override string ToString() => $"{(int)Status} {Encoding.UTF8.GetString(Body)}";
}
