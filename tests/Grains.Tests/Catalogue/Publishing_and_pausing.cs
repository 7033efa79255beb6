using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class Publishing_and_pausing
{
    private const long TwoSeconds = 2_000_000;

    [Theory]
    [InlineData(null, TwoSeconds)]
    [InlineData(-1L, TwoSeconds)]
    [InlineData(TwoSeconds - 1, TwoSeconds)]
    [InlineData(TwoSeconds + 1, TwoSeconds + 1)]
    public void A_version_takes_effect_two_seconds_ahead_at_least(long? asked, long effective)
    {
        Town town = new(3);
        Stamp? at = asked is { } ahead ? new Stamp(town.Now.Microseconds + ahead) : null;

        Decided decided = Assert.IsType<Decided>(town.CatalogueHome.Submit(new PublishProgramme(town.Store(AProgramme()), at, "lin"), town.Now));

        Assert.Equal(new Published(1, new(town.Now.Microseconds + effective)), decided.Answer);
        Assert.Equal([0, 1, 2], decided.Messages.Select(m => m.To.Value));
    }

    [Fact]
    public void A_version_is_in_force_from_its_time_on_and_not_before()
    {
        Town town = new Town(1).With(AProgramme().FreePlays(1));
        MemberKey member = town.Enrol(0);
        Stamp effective = new(town.Now.Microseconds + 60_000_000);
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(AProgramme().FreePlays(9)), effective, "lin"), town.Now);
        town.Settle();

        town.Now = new(effective.Microseconds - 1);
        Assert.Equal(1, town.Shards[0].State.Self.InForce(town.Now)!.Version);
        town.Now = effective;
        Assert.Equal(2, town.Shards[0].State.Self.InForce(town.Now)!.Version);
        Assert.IsType<Played>(town.PlayOut(member));
    }

    [Fact]
    public void A_version_is_not_adopted_before_its_document_is_at_hand()
    {
        Town town = new(1);
        Hash256 unknown = new(9, 9);
        Delivery offer = new(new(0), Lane.Control, 1, new CatalogueOffered(1, unknown, town.Now));

        Assert.Equal(new NotYet(new DocumentNeeded(unknown)), town.Shards[0].Submit(offer, town.Now));
    }

    [Fact]
    public void An_older_version_offered_again_is_refused()
    {
        Town town = new Town(1).With(AProgramme());
        AdoptedVersion adopted = town.Shards[0].State.Self.Newest!;

        Decision decision = CatalogueRules.Receive(
            town.Shards[0].State, new CatalogueOffered(1, adopted.Document, adopted.EffectiveAt), default);

        Assert.IsType<MessageRefused>(Assert.Single(Assert.IsType<Decided>(decision).Events));
    }

    [Fact]
    public void Only_the_shard_of_the_catalogue_publishes_and_pauses()
    {
        Town town = new Town(2).With(AProgramme());
        TestShard other = town.Shards.Single(s => s != town.CatalogueHome);

        Assert.IsType<Rejected>(other.Submit(new PublishProgramme(new(1, 1), null, "lin"), town.Now));
        Assert.IsType<Rejected>(other.Submit(new SetPaused($"lottery:{WheelId}", true, "lin", "a test"), town.Now));
    }

    [Fact]
    public void A_pause_raises_the_generation_and_its_own_shard_adopts_it_in_that_record()
    {
        Town town = new Town(1).With(AProgramme());

        Decided lottery = Pause(town, $"lottery:{WheelId}", true);
        Decided campaign = Pause(town, $"campaign:{CampaignId}", true);

        Assert.Equal((1, 2), (lottery.RaisesControl, campaign.RaisesControl));
        Assert.Equal(new PauseSet($"campaign:{CampaignId}", true, 2), campaign.Answer);
        ShardGrain self = town.Shards[0].State.Self;
        Assert.Equal((2, $"campaign:{CampaignId},lottery:{WheelId}"), (self.ControlGeneration, string.Join(',', self.Paused)));
    }

    [Fact]
    public void What_is_paused_already_is_answered_with_the_generation_it_has()
    {
        Town town = new Town(1).With(AProgramme());
        Pause(town, $"lottery:{WheelId}", true);

        Decided again = Pause(town, $"lottery:{WheelId}", true);

        Assert.Null(again.RaisesControl);
        Assert.Empty(again.Events);
        Assert.Equal(new PauseSet($"lottery:{WheelId}", true, 1), again.Answer);
        Assert.Equal(2, Pause(town, $"lottery:{WheelId}", false).RaisesControl);
        Assert.Empty(town.Shards[0].State.Self.Paused);
    }

    [Theory]
    [InlineData("lottery:other")]
    [InlineData("campaign:wheel")]
    [InlineData("wheel")]
    public void A_target_that_no_version_has_is_invalid(string target)
    {
        Town town = new Town(1).With(AProgramme());

        foreach (bool paused in new[] { true, false })
        {
            Decision decision = town.Shards[0].Submit(new SetPaused(target, paused, "lin", "a test"), town.Now);
            Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(decision).Code);
        }
    }

    [Fact]
    public void An_older_control_is_not_adopted()
    {
        Town town = new Town(2).With(AProgramme());
        TestShard shard = town.Shards[0];

        Assert.IsType<Decided>(shard.Submit(new AdoptControl(5, [$"lottery:{WheelId}"]), town.Now));
        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Submit(new AdoptControl(5, []), town.Now)).Code);
        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Submit(new AdoptControl(4, []), town.Now)).Code);
        Assert.Equal(5, shard.State.Self.ControlGeneration);
    }

    [Fact]
    public void An_epoch_and_an_accepted_clock_are_records_of_the_shard()
    {
        Town town = new(1);

        town.Shards[0].Submit(new OpenEpoch(new(7)), town.Now);
        Decided clock = Assert.IsType<Decided>(town.Shards[0].Submit(new AcceptClock("lin"), town.Now));

        Assert.Equal(new Epoch(7), town.Shards[0].State.Self.Epoch);
        Assert.IsType<Acknowledged>(clock.Answer);
        town.Shards[0].AssertReplays();
    }

    private static Decided Pause(Town town, string target, bool paused) =>
        Assert.IsType<Decided>(town.CatalogueHome.Submit(new SetPaused(target, paused, "lin", "a test"), town.Now));
}
