using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Whether a member is enrolled.</summary>
internal sealed record EnrolmentQuery(MemberKey Member) : ShardQuery<EnrolmentView>
{
    public override EnrolmentView Answer(in ReadContext at) => new(at.State.FindMember(Member) is { Enrolled: true });
}

internal sealed record EnrolmentView(bool Enrolled);
