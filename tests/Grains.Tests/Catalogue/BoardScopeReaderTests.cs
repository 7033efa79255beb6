namespace Jifen.Grains.Tests.Catalogue;

public class BoardScopeReaderTests
{
    [Fact]
    public void A_scope_reads_whole_and_in_order()
    {
        ProgrammeDocument document = new ProgrammeDraft().With("boards[0].scope", """{"tiers":["gold"],"regions":["west","east"],"segments":["vip"]}""").Document();
        Assert.Equal(new BoardScope(["east", "west"], ["vip"], ["gold"]), document.Boards[0].Scope);
        Assert.Null(document.Boards[1].Scope);
    }

    [Theory]
    [InlineData("east", "vip", null, true)]
    [InlineData("north", "vip", null, true)]
    [InlineData("west", "vip", null, false)]
    [InlineData(null, "vip", null, false)]
    [InlineData("east", "new", null, false)]
    [InlineData("east", null, null, false)]
    public void Each_list_must_hold_the_member(string? region, string? segment, string? tier, bool isIn) =>
        Assert.Equal(isIn, new BoardScope(["east", "north"], ["gold", "vip"], []).Holds(new(region, segment is null ? [] : [segment, "zzz"]), tier));

    [Fact]
    public void Who_has_no_tier_is_in_none()
    {
        BoardScope scope = new([], [], ["gold"]);
        Assert.True(scope.Holds(MemberGroups.None, "gold"));
        Assert.False(scope.Holds(MemberGroups.None, "iron"));
        Assert.False(scope.Holds(MemberGroups.None, null));
    }
}
