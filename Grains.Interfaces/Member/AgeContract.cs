using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>The brand says from which day on a member is an adult.</summary>
/// <param name="AdultFrom">First day of the programme's zone on which it is one; null for not known.</param>
public sealed record SetAdultFrom(MemberKey Member, DateOnly? AdultFrom) : ShardInput;

/// <param name="AdultFrom">As of <see cref="SetAdultFrom"/>.</param>
public sealed record AdultFromSet(DateOnly? AdultFrom) : GrainEvent;

/// <summary>What minors may do in a lottery.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MinorRule>))]
public enum MinorRule
{
    [JsonStringEnumMemberName("allowed")]
    Allowed,

    /// <summary>Only plays that are free: none by points or ticket.</summary>
    [JsonStringEnumMemberName("freeOnly")]
    FreeOnly,
    [JsonStringEnumMemberName("none")]
    None,
}
