using System.Net;
using System.Text.Json;

namespace Jifen.Process.Tests.Histories;

/// <summary>An answer that tells something about the state.</summary>
/// <param name="Position">How far it has seen, or null where it does not say.</param>
public sealed record HistoryAnswer(HttpStatusCode Status, JsonElement Body, string? Position)
{
    public string? Code => Body.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;

    public bool IsRefusal(string code) => Status == HttpStatusCode.Conflict && Code == code;

    public bool IsUnknownMember => Status == HttpStatusCode.NotFound && Code == "unknown_member";

    /// <summary>What the member has, by the answer to a call that changes it.</summary>
    public long Available => Body.GetProperty("available").GetInt64();

    /// <summary>What the member has, by the answer to a read.</summary>
    public long Points => Body.GetProperty("points").GetProperty("available").GetInt64();

    public string Segment => Body.GetProperty("outcome").GetProperty("segment").GetString()!;
}
