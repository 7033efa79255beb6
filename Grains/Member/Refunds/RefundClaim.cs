using System.Numerics;
using Jifen.Grains.Member.Earnings;

namespace Jifen.Grains.Member.Refunds;

/// <summary>What one refund asks back of an activity.</summary>
internal sealed class RefundClaim(CountedActivity activity, RefundedActivity? before)
{
    private readonly long[] _before = [.. activity.Parts.Select(part => before?.AmountOf(part.Line) ?? 0)];
    private readonly long[] _claimed = new long[activity.Parts.Count];

    public CountedActivity Activity => activity;

    /// <summary>Minor units.</summary>
    public long Amount => _claimed.Sum();

    public IReadOnlyList<RefundPart> Parts =>
        [.. activity.Parts.Select((part, at) => part with { Amount = _claimed[at] }).Where(part => part.Amount > 0)];

    /// <summary>Minor units of each part that were refunded before it.</summary>
    public IReadOnlyList<long> Before => _before;

    /// <summary>Minor units of each part that are refunded with it.</summary>
    public IReadOnlyList<long> After => [.. _before.Zip(_claimed, static (before, now) => before + now)];

    /// <summary>Nothing of the activity is left after it.</summary>
    public bool IsWhole => Left == Amount;

    private long Left => Enumerable.Range(0, _before.Length).Sum(LeftOf);

    /// <summary>Takes in what is asked back; otherwise tells why that cannot be.</summary>
    public Decision? Read(RefundActivity input) => input switch
    {
        { Amount: not null, Lines: not null } => Rejected.Invalid("lines", "give either an amount or lines"),
        { Amount: { } amount } => ReadAmount(amount),
        { Lines: { } lines } => lines.Count == 0 ? Rejected.Invalid("lines", "there is none") : lines.Index().Select(ReadLine).FirstOrDefault(fault => fault is not null),
        _ => ReadAll(),
    };

    /// <summary>
    /// Points due by this refund, by rule and line. All refunds so far come to the exact share of each rule and line, summed and
    /// rounded down once; the last one comes to all points.
    /// </summary>
    public IEnumerable<(PointsEarned Earned, Points Points)> Points()
    {
        IReadOnlyList<PointsEarned> earned = activity.Earned;
        Fraction[] targets = [.. earned.Select(one => one.Points.Value * ShareOf(one.Line))];
        long[] taken = [.. earned.Select(one => before?.PointsOf(one.Rule, one.Line) ?? 0)];
        long left = (long)targets.Aggregate(Fraction.Zero, static (sum, target) => sum + target).Floor - taken.Sum();
        long[] due = WholePoints(targets, taken, ref left);
        foreach (int at in Enumerable.Range(0, due.Length).OrderByDescending(at => targets[at].Rest))
        {
            if (left > 0 && taken[at] + due[at] < targets[at])
            {
                due[at]++;
                left--;
            }
        }

        return earned.Zip(due, static (one, points) => (one, new Points(points))).Where(static one => one.Item2 > Interfaces.Points.Zero);
    }

    private static long[] WholePoints(Fraction[] targets, long[] taken, ref long left)
    {
        long[] due = new long[targets.Length];
        for (int at = 0; at < due.Length; at++)
        {
            due[at] = Math.Clamp((long)targets[at].Floor - taken[at], 0, left);
            left -= due[at];
        }

        return due;
    }

    private long LeftOf(int part) => activity.Parts[part].Amount - _before[part];

    /// <summary>Refunded share of what a line gave.</summary>
    private Fraction ShareOf(int? line)
    {
        int part = line ?? activity.Parts.Count - 1;
        long whole = activity.Parts[part].Amount;
        return IsWhole ? 1L : whole == 0 ? 0L : new Fraction(_before[part] + _claimed[part], whole);
    }

    private Decision? ReadAll()
    {
        for (int part = 0; part < _claimed.Length; part++)
        {
            _claimed[part] = LeftOf(part);
        }

        return null;
    }

    /// <summary>Each part bears its share of the amount by what is left of it.</summary>
    private Decision? ReadAmount(long amount)
    {
        BigInteger all = Left;
        if (amount < 1)
        {
            return Rejected.Invalid("amount", "it is below 1");
        }

        if (amount > all)
        {
            return RefundRules.Refuse(RefusalCodes.Conflict, $"{amount} is asked back, and {all} is left of the activity.");
        }

        BigInteger upTo = 0;
        for (int part = 0; part < _claimed.Length; part++)
        {
            BigInteger told = upTo * amount / all;
            upTo += LeftOf(part);
            _claimed[part] = (long)((upTo * amount / all) - told);
        }

        return null;
    }

    private Decision? ReadLine((int Index, RefundLine Line) asked)
    {
        (int index, RefundLine line) = asked;
        if (line.Line < 0 || line.Line >= activity.Parts.Count - 1 || _claimed[line.Line] > 0)
        {
            return Rejected.Invalid($"lines[{index}].line", "it is no line of the activity, or named twice");
        }

        if (line.Amount < 1)
        {
            return Rejected.Invalid($"lines[{index}].amount", "it is below 1");
        }

        long left = LeftOf(line.Line);
        if (left == 0 || line.Amount > left)
        {
            return RefundRules.Refuse(RefusalCodes.Conflict, $"{left} is left of line {line.Line}, and {line.Amount ?? left} is asked back.");
        }

        _claimed[line.Line] = line.Amount ?? left;
        return null;
    }
}
