using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Tests.Driving;

/// <summary>One shard, one member, and words for what they do.</summary>
internal sealed class OneShard(Town town, MemberKey key)
{
    public Town Town { get; } = town;

    public MemberKey Key { get; } = key;

    public ShardState State => Town.Shards[0].State;

    public MemberGrain Member => State.FindMember(Key)!;

    public LotterySlice Slice => State.Lottery(ProgrammeBuilder.WheelId);

    public long Available => Member.Purse.Available(Town.Now).Value;

    public void GoTo(string instant)
    {
        Town.Now = ProgrammeBuilder.At(instant);
        Town.Settle();
    }

    /// <summary>Plays until the answer is final.</summary>
    public Answer? PlayOut(string playerSeed = "") => Town.PlayOut(Key, playerSeed);

    public string Refused() => Assert.IsType<Refusal>(PlayOut()).Code;

    public Played Wins(string segment)
    {
        Played played = Assert.IsType<Played>(PlayOut(SeedFor(segment)));
        Assert.Equal(segment, played.Rolled);
        return played;
    }

    /// <summary>A player seed with which the next draw hits the segment.</summary>
    public string SeedFor(string segment)
    {
        Programme programme = State.Self.InForce(Town.Now)!.Programme!;
        Wheel wheel = programme.FindWheel(ProgrammeBuilder.WheelId)!;
        string period = Period.Of(programme.Calendar.DayOf(Town.Now));
        long nonce = Member.PlaysIn(wheel.Id).Nonce + 1;
        for (int i = 0; ; i++)
        {
            string seed = $"s{i}";
            long drawn = Outcome.Draw(TestVault.SeedOf(wheel.Id, period), wheel.Id, period, Key, nonce, seed, wheel.TotalWeight);
            if (wheel.Segments[wheel.IndexAt(drawn)].Id == segment)
            {
                return seed;
            }
        }
    }

    public Decision Submit(ShardInput input) => Town.Shards[0].Submit(input, Town.Now, Town.NewKey());

    public Decision Sweep() => Town.Shards[0].Submit(new SweepMember(Key), Town.Now);

    /// <summary>Reports a purchase of so many minor units.</summary>
    public Decision Buys(long amount, string at, string kind = "purchase", string id = "a") =>
        Submit(new ReportActivity(Key, id, kind, ProgrammeBuilder.At(at), amount, null, null, null));

    /// <summary>Reports a purchase that can be refunded by its id.</summary>
    public Decision Reports(string id, string at, long amount, params ActivityLine[] lines) => Town.Shards[0].Submit(
        new ReportActivity(Key, id, "purchase", ProgrammeBuilder.At(at), amount, null, null, lines.Length == 0 ? null : lines), Town.Now, Town.KeyOf(id));

    public Decision Refunds(string id, long? amount = null, params RefundLine[] lines) =>
        Submit(new RefundActivity(Key, id, Town.KeyOf(id), amount, lines.Length == 0 ? null : lines));
}
