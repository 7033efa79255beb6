using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>Taking a member in.</summary>
public static class EnrolRules
{
    /// <summary>Enrols, or refuses <c>exists</c>.</summary>
    public static Decision Decide(ShardState state, Enrol input) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: true } member when input.Test is { } test && test != member.IsTest => Rejected.Invalid("test", Contrary(member)),
        { Enrolled: true } => new Decided { Answer = new Refusal(RefusalCodes.Exists, "The member is already enrolled.") },
        _ when input.Groups is { } groups => (Decision?)GroupRules.Malformed(groups) ?? new Decided { Answer = new Enrolled(), Events = [EnrolledBy(input), new GroupsSet(groups), .. AgeOf(input)] },
        _ => new Decided { Answer = new Enrolled(), Events = [EnrolledBy(input), .. AgeOf(input)] },
    };

    /// <summary>Takes in what the brand knows of a member's age. The same again is answered the same.</summary>
    public static Decision Decide(ShardState state, SetAdultFrom input) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        { } member => new Decided { Answer = new Acknowledged(), Events = member.AdultFrom == input.AdultFrom ? [] : [new AdultFromSet(input.AdultFrom)] },
    };

    private static MemberEnrolled EnrolledBy(Enrol input) => new() { Test = input.Test is true ? true : null };

    private static string Contrary(MemberGrain member) => member.IsTest
        ? "the member is enrolled as a test member, and stays one"
        : "the member is enrolled and is no test member; that does not change";

    private static GrainEvent[] AgeOf(Enrol input) => input.AdultFrom is { } adult ? [new AdultFromSet(adult)] : [];
}
