using System.Numerics;
using System.Text.Json;
using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Member;

/// <summary>What must be true of one member's refunds, kept apart from the rules: from events and inputs alone.</summary>
internal sealed class RefundLedger(OneShard shard, string name, RefundLedger.Tally tally)
{
    private readonly Dictionary<string, Purchase> _purchases = [];
    private readonly SortedDictionary<long, (long Points, Stamp? Expires)> _lots = [];
    private long _owed;
    private long _reversed;
    private int _seen;

    public void Bought(ReportActivity purchase) => _purchases[purchase.Id] = new(purchase);

    public ReportActivity? AnyPurchase(Dice dice) => _purchases.Count == 0 ? null : _purchases.Values.ElementAt(dice.Roll(_purchases.Count)).Report;

    public void Refunded(Decision decision)
    {
        Decided decided = Assert.IsType<Decided>(decision);
        if (decided.Answer is Refusal refused)
        {
            Assert.Equal(RefusalCodes.Conflict, refused.Code);
            Assert.Empty(decided.Events);
            return;
        }

        ActivityRefunded answer = Assert.IsType<ActivityRefunded>(decided.Answer);
        RefundCounted counted = Assert.Single(decided.Events.OfType<RefundCounted>());
        Purchase purchase = _purchases[answer.Id];
        purchase.Refund(counted);
        (tally.Wholes, tally.Parts) = (tally.Wholes + (counted.Whole ? 1 : 0), tally.Parts + (counted.Whole ? 0 : 1));
        Check();
        Assert.True(purchase.Due == purchase.TakenBack, $"{name}: {answer.Id} took back {purchase.TakenBack}, not as much as is due, {purchase.Due}");
        Assert.Equal((_owed, shard.Available), (answer.Owed.Value, answer.Available.Value));
    }

    /// <summary>Reads the records since the last call and compares the state with them.</summary>
    public void Check()
    {
        List<TestRecord> journal = shard.Town.Shards[0].Journal;
        for (; _seen < journal.Count; _seen++)
        {
            if (journal[_seen].At.Member == shard.Key)
            {
                RecordBody body = JsonSerializer.Deserialize(journal[_seen].Body, JournalJson.Canonical.RecordBody)!;
                foreach (GrainEvent happened in body.Events ?? [])
                {
                    See(happened, journal[_seen].At.Stamp);
                }

                long live = _lots.Values.Where(lot => !(lot.Expires <= journal[_seen].At.Stamp)).Sum(lot => lot.Points);
                Assert.True(_owed == 0 || live == 0, $"{name}: {_owed} owed and {live} to spend stand side by side");
            }
        }

        Purse purse = shard.Member.Purse;
        Assert.Equal((_owed, _reversed), (purse.Owed.Value, purse.Reversed.Value));
        Assert.Equal(_lots.Where(lot => lot.Value.Points > 0).ToDictionary(lot => lot.Key, lot => lot.Value.Points), purse.Lots.ToDictionary(lot => lot.Number, lot => lot.Points.Value));
        PointsView view = MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!.Points;
        Assert.True(view.Books.Balances && view.Owed.Value == _owed);
    }

    private void See(GrainEvent happened, Stamp now)
    {
        switch (happened)
        {
            case PointsEarned earned:
                Move(earned.Lot, earned.Points.Value, earned.Expires);
                if (!earned.Cause.StartsWith("play:", StringComparison.Ordinal))
                {
                    _purchases.GetValueOrDefault(earned.Cause)?.Earned.Add(earned);
                }

                break;
            case PointsSpent spent:
                MoveAll(spent.Parts, -1);
                break;
            case PointsRestored restored:
                MoveAll(restored.Parts, 1);
                break;
            case LotExpired expired:
                Move(expired.Lot, -expired.Points.Value, _lots[expired.Lot].Expires);
                break;
            case PointsRepaid repaid:
                Assert.Equal(repaid.Points.Value, repaid.Parts.Sum(part => part.Points.Value));
                (_owed, _reversed, tally.Repaid) = (_owed - repaid.Points.Value, _reversed + repaid.Points.Value, tally.Repaid + 1);
                MoveAll(repaid.Parts, -1);
                break;
            case PointsReversed reversed:
                Reverse(reversed, now);
                break;
        }
    }

    private void Reverse(PointsReversed reversed, Stamp now)
    {
        long own = _lots.TryGetValue(reversed.Lot, out (long Points, Stamp? Expires) lot) && !(lot.Expires <= now) ? lot.Points : 0;
        long fromOwn = reversed.Parts.Count > 0 && reversed.Parts[0].Lot == reversed.Lot ? reversed.Parts[0].Points.Value : 0;
        Assert.True(fromOwn == Math.Min(own, reversed.Points.Value), $"{name}: a refund takes {fromOwn} of {own} from its own lot first");
        long taken = reversed.Parts.Sum(part => part.Points.Value);
        Assert.True(taken + reversed.Expired.Value + reversed.Owed.Value == reversed.Points.Value, $"{name}: a refund is covered");
        MoveAll(reversed.Parts, -1);
        (_owed, _reversed) = (_owed + reversed.Owed.Value, _reversed + taken);
        (tally.Owing, tally.Expired, tally.Others) = (
            tally.Owing + (reversed.Owed > Points.Zero ? 1 : 0), tally.Expired + (reversed.Expired > Points.Zero ? 1 : 0), tally.Others + (taken > fromOwn ? 1 : 0));
        _purchases.GetValueOrDefault(reversed.Cause)?.Reversed.Add(reversed);
    }

    private void MoveAll(IReadOnlyList<LotPart> parts, int sign)
    {
        foreach (LotPart part in parts)
        {
            Move(part.Lot, sign * part.Points.Value, part.Expires);
        }
    }

    private void Move(long lot, long points, Stamp? expires)
    {
        long after = _lots.GetValueOrDefault(lot).Points + points;
        Assert.True(after >= 0, $"{name}: lot {lot} goes below nought");
        _lots[lot] = (after, expires);
    }

    /// <summary>How often what the property is about came up.</summary>
    internal sealed class Tally
    {
        public int Wholes { get; set; }

        public int Parts { get; set; }

        public int Owing { get; set; }

        public int Repaid { get; set; }

        public int Expired { get; set; }

        public int Others { get; set; }

        public override string ToString() => $"{Wholes} wholes, {Parts} parts, {Owing} owing, {Repaid} repaid, {Expired} expired, {Others} from others";
    }

    private sealed class Purchase(ReportActivity report)
    {
        private readonly Dictionary<int, long> _refunded = [];
        private bool _whole;

        public ReportActivity Report => report;

        public List<PointsEarned> Earned { get; } = [];

        public List<PointsReversed> Reversed { get; } = [];

        public long TakenBack => Reversed.Sum(one => one.Points.Value);

        /// <summary>The exact shares of all rules and lines, summed and rounded down once.</summary>
        public long Due
        {
            get
            {
                BigInteger numerator = 0;
                BigInteger denominator = 1;
                foreach (PointsEarned earned in Earned)
                {
                    long whole = AmountOf(earned.Line);
                    (BigInteger share, BigInteger of) = _whole ? (1, 1) : whole == 0 ? (0, 1) : ((BigInteger)_refunded.GetValueOrDefault(earned.Line ?? -1), (BigInteger)whole);
                    numerator = (numerator * of) + (earned.Points.Value * share * denominator);
                    denominator *= of;
                }

                return (long)BigInteger.Divide(numerator, denominator);
            }
        }

        public void Refund(RefundCounted counted)
        {
            Assert.False(_whole, "refunded twice: nothing was left");
            Assert.Equal(counted.Amount, counted.Parts.Sum(part => part.Amount));
            _whole = counted.Whole;
            foreach (RefundPart part in counted.Parts)
            {
                _refunded[part.Line ?? -1] = _refunded.GetValueOrDefault(part.Line ?? -1) + part.Amount;
                Assert.True(_refunded[part.Line ?? -1] <= AmountOf(part.Line), "refunded twice: more than was paid");
            }

            Assert.Equal(_whole, _refunded.Values.Sum() == report.Amount);
        }

        private long AmountOf(int? line) =>
            line is { } index ? report.Lines![index].Amount : report.Amount - (report.Lines ?? []).Sum(other => other.Amount);
    }
}
