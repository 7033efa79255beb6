using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>Taking a member in.</summary>
public static class EnrolRules
{
    /// <summary>Enrols, or refuses <c>exists</c>.</summary>
    public static Decision Decide(ShardState state, Enrol input) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: true } => new Decided { Answer = new Refusal(RefusalCodes.Exists, "The member is already enrolled.") },
        _ => new Decided { Answer = new Enrolled(), Events = [new MemberEnrolled()] },
    };
}
