using System.Globalization;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Stock;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>
/// The newest of what ops wants to hear of: of the records that this silo makes, and what is added to them. Safe for threads; a record that
/// is nothing to tell costs a look at its events. What test members do is nothing to tell.
/// </summary>
internal sealed class NoticeFeed(PublishedProgrammes programmes, MemberMask mask, TimeProvider time, long largeEarning) : IRecordObserver, INoticeBoard
{
    public const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly NewestNotices _newest = new(Kept);
    private readonly Queue<(ShardId Shard, Sequence Record, LiveNotice Notice)> _own = new();

    /// <summary>Newest first, wherever it happened.</summary>
    public IReadOnlyList<LiveNotice> Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest.All;
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LiveNotice> Of(ShardId shard, Sequence after)
    {
        lock (_gate)
        {
            return [.. _own.Where(own => own.Shard == shard && own.Record.Value > after.Value).Select(own => own.Notice)];
        }
    }

    /// <summary>Adds what another silo tells, or what is not of a record; what is known already stays as it is.</summary>
    public void Add(LiveNotice notice)
    {
        lock (_gate)
        {
            _newest.Add(notice);
        }
    }

    public void Durable(JournalRecord record, RecordBody body)
    {
        IReadOnlyList<GrainEvent>? events = body.Events;
        if (events is null || body.Test is true)
        {
            return;
        }

        long earned = 0;
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is PointsEarned points && body.Input is ReportActivity)
            {
                earned += points.Points.Value;
            }
            else
            {
                Tell(record, body, events[i]);
            }
        }

        if (earned >= largeEarning)
        {
            Add(record, NoticeKinds.LargeEarning, null, null, earned);
        }
    }

    /// <summary>A shard has stopped for good.</summary>
    public void Stopped(ShardId shard) => Add(new LiveNotice(
        string.Create(CultureInfo.InvariantCulture, $"{shard.Value}-stopped"), time.GetUtcNow(), NoticeKinds.ShardStopped, null,
        shard.ToString(), null, shard.Value));

    /// <summary>The simulated members have stopped for want of room.</summary>
    public void DemoStopped(long bytes) => Add(new LiveNotice(NoticeKinds.DemoStopped, time.GetUtcNow(), NoticeKinds.DemoStopped, null, null, null, bytes));

    /// <remarks>Every shard accepts the clock; the first one tells it.</remarks>
    private void Tell(JournalRecord record, RecordBody body, GrainEvent happened)
    {
        switch (happened)
        {
            case PlaySettled { Prize: true } settled when body.Events!.Any(e => e is CouponWon { Part: null } || (e is UnitUsed used && used.Segment == settled.Segment)):
                Add(record, NoticeKinds.PrizeWon, settled.Lottery, NameOf(settled.Lottery, settled.Segment), null);
                break;
            case CardScratched { Prize: true } scratched when IsTold(scratched):
                Add(record, NoticeKinds.PrizeWon, scratched.Lottery, NameOf(scratched.Lottery, scratched.Face), null);
                break;
            case PoolRanLow low when low.On![(Grains.Coupon.CouponPool.Kind.Length + 1)..] is var pool:
                Add(record, NoticeKinds.CouponsLow, pool, new(pool, pool), low.Free);
                break;
            case DrawPrizeWon won:
                Add(record, NoticeKinds.PrizeWon, won.Lottery, NameOf(won.Lottery, won.Prize), null);
                break;
            case DrawHeld held:
                TellDrawn(record, held);
                break;
            case WishesRefused refused:
                TellEmpty(record, refused);
                break;
            case BadgeSetCompleted set:
                Add(record, NoticeKinds.GrandPrize, set.Set, programmes.Current?.BadgeSets.FirstOrDefault(s => s.Id == set.Set)?.Name, null);
                break;
            case ChallengeRewarded rewarded when programmes.Current?.FindChallenge(rewarded.Challenge) is { } challenge && Completes(challenge, rewarded):
                Add(record, NoticeKinds.ChallengeReached, rewarded.Challenge, challenge.Name, null);
                break;
            case ProgrammePublished published:
                Add(record, NoticeKinds.Published, null, programmes.Find(published.Version)?.Name, published.Version);
                break;
            case ControlRaised when body.Input is SetPaused control:
                TellControl(record, control);
                break;
            case ClockAccepted when record.Shard.Value == 0:
                Add(record, NoticeKinds.ClockAccepted, null, null, null);
                break;
        }
    }

    /// <summary>Points, tickets and badges of cards are everyday; whatever else the record brings besides says nothing about the card.</summary>
    private bool IsTold(CardScratched scratched) =>
        programmes.Current?.DecksEver.Find(scratched.Lottery)?.Kind(scratched.Face).Prize is not (null or PointsPrize or TicketPrize or BadgePrize);

    /// <summary>Days of a streak before its last are nothing to tell.</summary>
    private static bool Completes(Grains.Challenge.ChallengeRules challenge, ChallengeRewarded rewarded) =>
        challenge.Goal is not StreakGoal streak || rewarded.Step == streak.Days;

    private void TellDrawn(JournalRecord record, DrawHeld held)
    {
        string lottery = new Grains.Draws.Drawing(held.On!).Lottery;
        Add(record, NoticeKinds.Drawn, lottery, programmes.Find(held.Catalogue)?.FindDraw(lottery)?.Name, null);
    }

    private void TellEmpty(JournalRecord record, WishesRefused refused)
    {
        Treasury prize = new(refused.On!);
        if (CouponName.Is(prize.Lottery))
        {
            string pool = CouponName.PoolOf(prize.Lottery);
            Add(record, NoticeKinds.CouponsOut, pool, new(pool, pool), null);
            return;
        }

        if (BudgetName.Is(prize.Lottery))
        {
            string campaign = BudgetName.CampaignOf(prize.Lottery);
            Add(record, NoticeKinds.BudgetSpent, campaign, programmes.Current?.Campaigns.FirstOrDefault(c => c.Id == campaign)?.Name, null);
            return;
        }

        if (EditionName.Is(prize.Lottery))
        {
            string badge = EditionName.BadgeOf(prize.Lottery);
            Add(record, NoticeKinds.StockOut, badge, programmes.Current?.Badges.FirstOrDefault(one => one.Id == badge)?.Name, null);
            return;
        }

        Add(record, NoticeKinds.StockOut, prize.Lottery, NameOf(prize.Lottery, prize.Segment), null);
    }

    private void TellControl(JournalRecord record, SetPaused control)
    {
        string id = control.Target[(control.Target.IndexOf(':', StringComparison.Ordinal) + 1)..];
        LocalText? name = programmes.Current?.Campaigns.FirstOrDefault(c => PauseOf(c) == control.Target)?.Name ?? programmes.Current?.FindGame(id)?.Name;
        Add(record, control.Paused ? NoticeKinds.Paused : NoticeKinds.Resumed, id, name, null);
    }

    private static string PauseOf(CampaignRules campaign) => Grains.Kernel.PauseTarget.Campaign(campaign.Id);

    private LocalText? NameOf(string lottery, string segment) => programmes.Current?.FindGame(lottery) switch
    {
        Wheel wheel => wheel.Segments.FirstOrDefault(s => s.Id == segment) is { } found ? PrizeName(found.Prize) ?? found.Label : null,
        Deck deck => deck.Cards.Kinds.FirstOrDefault(kind => kind.Id == segment) is { } kind ? PrizeName(kind.Prize) ?? deck.Name : deck.Name,
        Draw draw => draw.Prizes.FirstOrDefault(prize => prize.Id == segment) is { } won ? PrizeName(won.Prize) ?? won.Label : null,
        _ => null,
    };

    private static LocalText? PrizeName(Prize prize) => prize switch
    {
        GoodsPrize goods => goods.Name,
        CouponPrize coupon => coupon.Name,
        MultiplierPrize multiplier => multiplier.Name,
        _ => null,
    };

    /// <remarks>What a record brings besides its first notice has the place of it in the record beside the record's own.</remarks>
    private void Add(JournalRecord record, string kind, string? subject, LocalText? name, long? number)
    {
        lock (_gate)
        {
            int nth = _own.Count(own => own.Shard == record.Shard && own.Record == record.Sequence);
            string id = string.Create(CultureInfo.InvariantCulture, $"{record.Shard.Value}-{record.Sequence.Value}{(nth == 0 ? "" : $"-{nth + 1}")}");
            LiveNotice notice = new(id, record.Stamp.ToInstant(), kind, record.Member is { } member ? mask.Alias(member) : null, subject, name, number);
            _newest.Add(notice);
            _own.Enqueue((record.Shard, record.Sequence, notice));
            while (_own.Count > Kept)
            {
                _own.Dequeue();
            }
        }
    }
}
