using Jifen.Silo.Cluster;
using Jifen.Silo.Live;

namespace Jifen.Silo.Tests.Live;

/// <summary>Looks at a cluster become sentences of the feed, each once.</summary>
public sealed class ClusterEventsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ClusterEvents _events = new();
    private readonly SiloId _anna = SiloId.New();
    private readonly SiloId _ben = SiloId.New();

    [Fact]
    public void Of_the_first_look_only_the_silos_own_coming_is_told()
    {
        Assert.Equal([("silo-joined", "anna", null)], See(View([null, _ben], Of(_anna, "anna"), Of(_ben, "ben"))));
        Assert.Empty(See(View([null, _ben], Of(_anna, "anna"), Of(_ben, "ben"))));
    }

    [Fact]
    public void A_silo_joins_leaves_and_comes_back()
    {
        SiloId later = SiloId.New();
        See(View([], Of(_anna, "anna")));
        Assert.Equal([("silo-joined", "ben", null)], See(View([], Of(_anna, "anna"), Of(_ben, "ben"))));
        Assert.Empty(See(View([], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Leaving))));
        Assert.Equal([("silo-left", "ben", null)], See(View([], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Left))));
        Assert.Empty(See(View([], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Left))));
        Assert.Equal([("silo-returned", "ben", null)], See(View([], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Left), Of(later, "ben"))));
    }

    [Fact]
    public void A_silo_that_is_restarted_at_once_died_and_is_back_by_one_look()
    {
        See(View([], Of(_anna, "anna"), Of(_ben, "ben")));
        Assert.Equal(
            [("silo-died", "ben", null), ("silo-returned", "ben", null)],
            See(View([], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Dead), Of(SiloId.New(), "ben"))));
    }

    [Fact]
    public void Shards_that_move_look_after_look_are_told_as_one_event_when_they_have_come()
    {
        SiloMember[] silos = [Of(_anna, "anna"), Of(_ben, "ben")];
        See(View([_anna, _anna, _anna, _anna], silos));
        Assert.Empty(See(View([_anna, null, null, _ben], silos)));
        Assert.Empty(See(View([_anna, _ben, _ben, _ben], silos), 0.9));
        Assert.Empty(See(View([_anna, _ben, _ben, _ben], silos), 1.8));
        Assert.Equal([("shards-moved", "ben", 3)], See(View([_anna, _ben, _ben, _ben], silos), 1.9));
        Assert.Empty(See(View([_anna, _ben, _ben, _ben], silos), 9));
    }

    [Fact]
    public void A_shard_that_stops_is_told_with_its_number()
    {
        See(View([_ben], Of(_anna, "anna"), Of(_ben, "ben")));
        SiloMember stopped = Of(_ben, "ben") with { Status = Status([7]) };
        Assert.Equal([("shard-stopped", "ben", 7)], See(View([_ben], Of(_anna, "anna"), stopped)));
        Assert.Empty(See(View([_ben], Of(_anna, "anna"), stopped)));
    }

    [Fact]
    public void Every_event_has_an_id_of_its_own()
    {
        NewestNotices feed = new(100);
        DateTimeOffset at = Noon;
        foreach (ClusterView view in (ClusterView[])[View([_anna], Of(_anna, "anna")), View([_ben], Of(_anna, "anna"), Of(_ben, "ben")), View([_anna], Of(_anna, "anna"), Of(_ben, "ben")),
            View([_anna], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Dead)), View([_anna], Of(_anna, "anna"), Of(_ben, "ben", SiloStanding.Dead)), View([_anna], Of(_anna, "anna"))])
        {
            foreach (LiveNotice notice in _events.See(view, _anna, at = at.AddSeconds(1)))
            {
                feed.Add(notice);
            }
        }

        Assert.Equal(["silo-joined", "silo-joined", "shards-moved", "silo-died", "shards-moved"], feed.All.Reverse().Select(notice => notice.Kind));
    }

    [Fact]
    public void The_newest_notices_are_kept_by_their_time_each_once()
    {
        NewestNotices feed = new(3);
        foreach ((string id, int second) in ((string, int)[])[("b", 2), ("d", 4), ("a", 1), ("d", 4), ("c", 3), ("a", 1)])
        {
            feed.Add(new(id, Noon.AddSeconds(second), "prize-won", null, null, null, null));
        }

        Assert.Equal(["d", "c", "b"], feed.All.Select(notice => notice.Id));
    }

    [Fact]
    public void A_status_is_what_was_said_and_one_of_another_form_is_none()
    {
        SiloStatus said = Status([3, 9]);
        SiloStatus read = SiloStatus.FromJson(said.ToJson())!;
        Assert.Equal((said.Process, said.Commands), (read.Process, read.Commands));
        Assert.Equal(said.Stopped, read.Stopped);
        Assert.Null(SiloStatus.FromJson(null));
        Assert.Null(SiloStatus.FromJson("""{"memory":1}"""));
        Assert.Null(SiloStatus.FromJson("no object"));
    }

    [Fact]
    public void Of_a_name_its_living_silo_is_shown_or_else_the_newest_that_is_gone()
    {
        SiloId later = SiloId.New();
        ClusterPicture back = new(View([later, null], Of(_ben, "ben", SiloStanding.Dead), Of(later, "ben"), Of(_anna, "anna", SiloStanding.Left)), later, TimeSpan.FromSeconds(2));
        Assert.Equal([("anna", SiloStanding.Left, false), ("ben", SiloStanding.Live, true)], back.Silos([]).Select(silo => (silo.Name, silo.Standing, silo.IsHere)));
        Assert.Equal(TimeSpan.FromSeconds(3), back.Silos([])[1].SinceBeat);
        Assert.Equal(later, back.OwnerOf(new(0))?.Id);
        Assert.Null(back.OwnerOf(new(1)));
        ClusterPicture gone = new(View([_ben], Of(_ben, "ben", SiloStanding.Dead)), _anna, TimeSpan.Zero);
        Assert.Equal(SiloStanding.Dead, Assert.Single(gone.Silos([])).Standing);
        Assert.Null(gone.OwnerOf(new(0)));
    }

    private static SiloMember Of(SiloId id, string name, SiloStanding standing = SiloStanding.Live) => new(id, name, "", standing, Noon, TimeSpan.FromSeconds(1));

    private static SiloStatus Status(int[] stopped) =>
        new(new("ben", "1.0", Noon, 1 << 20, 0.25, 3, false), new(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), null), stopped);

    private static ClusterView View(SiloId?[] owners, params SiloMember[] silos) => new(silos, [.. owners.Select((owner, shard) => new ShardOwner(new(shard), new(1), owner))]);

    private (string Kind, string Silo, long? Number)[] See(ClusterView view, double seconds = 0) =>
        [.. _events.See(view, _anna, Noon.AddSeconds(seconds)).Select(notice => (notice.Kind, notice.Subject!, notice.Number))];
}
