namespace Jifen.Grains.Kernel;

/// <summary>
/// What sets test members apart on a shard. A record of one moves that member and nothing else: no unit, score, entry, holder, budget or
/// order of others, and no message. So whatever a test member does, the shard is for everybody else as if it had not been.
/// </summary>
internal static class TestMembers
{
    /// <summary>Whether a record is a test member's, by what the member is or is enrolled as.</summary>
    /// <param name="decided">Events of the record, before or after they are folded.</param>
    public static bool IsOne(ShardState state, MemberKey? member, IReadOnlyList<GrainEvent> decided) =>
        member is { } key && state.FindMember(key) is var grain
        && (grain is { Enrolled: true } ? grain.IsTest : decided.Any(static happened => happened is MemberEnrolled { Test: true }));

    /// <exception cref="InvariantBrokenException">A test member's record reaches beyond the member.</exception>
    public static void RequireApart(Consequences record, in RecordStamp at)
    {
        if (at.Test)
        {
            Invariant.Holds(record.Messages.Count == 0, "a test member's record sends no message");
            Invariant.Holds(record.Events.All(static happened => happened.On is null), "a test member's record moves the member alone");
        }
    }
}
