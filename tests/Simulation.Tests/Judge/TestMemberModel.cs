namespace Jifen.Simulation.Tests.Judge;

/// <summary>Test members: what they do is theirs alone, on no grain of others and in no message, and each of their records says so.</summary>
internal sealed class TestMemberModel(Case judged) : Model(judged)
{
    public override void See(Seen seen)
    {
        bool test = Case.IsTest(seen);
        Apart(seen.Body.Test == (test ? true : null), seen, "a record says of another member than its own that it is a test member, or does not say it");
        GrainEvent? beyond = test ? seen.Events.FirstOrDefault(happened => happened.On is not null) : null;
        Apart(beyond is null, seen, $"a test member moves {beyond?.On} by {beyond?.GetType().Name}");
        Apart(!test || seen.Body.Messages is null, seen, "a test member's record sends messages");
    }

    private void Apart(bool holds, Seen seen, string what) => Require(holds, Checks.TestMembersStayApart, seen, what);
}
