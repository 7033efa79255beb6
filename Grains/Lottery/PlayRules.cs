using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>A play of a wheel: one record, or two where its prize wants a unit that this shard lacks (PROTOCOL section 2).</summary>
public static class PlayRules
{
    private const int MostPlayerSeed = 64;

    public static Decision Decide(ShardState state, Play input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (!member.Enrolled)
        {
            return new Rejected(RejectionCodes.UnknownMember, "There is no such member.");
        }

        if (input.PlayerSeed.Length > MostPlayerSeed)
        {
            return new Rejected(RejectionCodes.Invalid, "playerSeed is longer than 64 characters.");
        }

        return state.Self.Unbound is { } document ? new NotYet(new DocumentNeeded(document)) : Attempt(state, input, member, context);
    }

    private static Decision Attempt(ShardState state, Play input, MemberGrain member, in DecisionContext context)
    {
        if (state.Self.InForce(context.Now)?.Programme is not { } programme || programme.FindWheel(input.Lottery) is not { } wheel)
        {
            return new Rejected(RejectionCodes.UnknownLottery, "There is no such lottery.");
        }

        PlayAttempt play = new(
            state, input, context.Now, member, programme, wheel, state.Lottery(wheel.Id), programme.Calendar.DayOf(context.Now),
            member.PlaysIn(wheel.Id));
        return PlayChecks.Of(play) ?? Draw(play, context);
    }

    private static Decided Draw(PlayAttempt play, in DecisionContext context)
    {
        Wheel wheel = play.Wheel;
        AdoptedSeed seed = play.Slice.FindSeed(play.PeriodId)!;
        int rolled = wheel.IndexAt(Drawn(play, seed, context.Seeds));
        IReadOnlyList<string> exhausted = play.Slice.ExhaustedOf(wheel, play.Day);
        WheelResolution chosen = WheelOutcome.Resolve(wheel.Table, rolled, play.Plays.SinceWin, exhausted);
        if (chosen.Slot is not { } slot)
        {
            return PlayChecks.Refuse(RefusalCodes.SoldOut, $"The prize {wheel.Segments[rolled].Id} is out, and the lottery closes without it.");
        }

        PlayTaken taken = new(
            new(play.State.Shard, context.Next), wheel.Id, play.PeriodId, play.Day, play.Plays.Nonce + 1, play.Input.PlayerSeed,
            wheel.Segments[rolled].Id, chosen.Guaranteed, play.Plays.SinceWin, play.Free, play.Cost, wheel.Table.Version, context.Key, null, null);
        DateOnly? day = wheel.Segment(slot.Id).UnitDay(play.Day);
        return slot.Stocked && play.Slice.Spare(slot.Id, day) == 0
            ? Wait(play, taken, new(slot.Id, day, Settlement.OrNull(exhausted)), seed)
            : Complete(play, taken, new(slot.Id, day, Settlement.OrNull(exhausted)), seed);
    }

    private static long Drawn(PlayAttempt play, AdoptedSeed adopted, ISeedVault seeds)
    {
        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        seeds.Unwrap(play.Wheel.Id, adopted.Period, adopted.Wrapped, seed);
        return Outcome.Draw(
            seed, play.Wheel.Id, adopted.Period, play.Member.Key, play.Plays.Nonce + 1, play.Input.PlayerSeed, play.Wheel.TotalWeight);
    }

    private static Decided Complete(PlayAttempt play, PlayTaken taken, UnitWait unit, AdoptedSeed seed)
    {
        Settlement settlement = new(taken with { Terms = new(play.Programme.Version, seed.Commitment) }, unit, play.Programme, play.Wheel);
        return new()
        {
            Answer = settlement.Answer(play.Member.Purse, play.Available - play.Cost),
            Entropy = Entropy(taken),
            Events = [.. Payment(play, taken), .. settlement.Events(play.Member.Purse, play.Now)],
        };
    }

    private static Decided Wait(PlayAttempt play, PlayTaken taken, UnitWait wait, AdoptedSeed seed)
    {
        PlayTaken waits = taken with { Wait = wait, Terms = new(play.Programme.Version, seed.Commitment) };
        return new()
        {
            Answer = new PlayPending(taken.Play),
            Entropy = Entropy(taken),
            Events =
            [
                .. Payment(play, waits),
                new WaitBegun(wait.Segment, wait.Day, play.Member.Key, taken.Play, taken.Key) { On = play.Slice.Id },
            ],
        };
    }

    private static EntropyReference Entropy(PlayTaken taken) => new(taken.Lottery, taken.Period, taken.Nonce);

    /// <remarks>The play comes before its payment, so that a waiting one keeps the parts that paid for it.</remarks>
    private static IEnumerable<GrainEvent> Payment(PlayAttempt play, PlayTaken taken)
    {
        Purse purse = play.Member.Purse;
        IReadOnlyList<GrainEvent> before = taken.Cost == Points.Zero ? [] : purse.ExpiredBy(play.Now);
        return taken.Cost == Points.Zero
            ? [taken]
            : [.. before, taken, new PointsSpent(PlayCause.Of(taken.Play), taken.Cost, purse.PartsOf(taken.Cost, play.Now))];
    }
}
