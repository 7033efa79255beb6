using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Histories;

/// <summary>The checker sees what it must see, and nothing else. Times are small numbers: (invoked, returned).</summary>
public sealed class LinearizationTests
{
    private static readonly MemberBalance Ten = new(true, 10);

    [Fact]
    public void Calls_one_after_the_other_that_add_up_have_an_order() => Holds(
        default, Enrol(0, 1), Earn(2, 3, 30, 30), Pay(4, 5), Read(6, 7, 10), CannotPay(8, 9));

    [Fact]
    public void Calls_side_by_side_have_the_order_that_their_answers_tell() => Holds(Ten, Earn(0, 9, 5, 18), Earn(0, 9, 3, 13), Read(1, 8, 13));

    [Fact]
    public void A_stale_strong_read_is_found() => Fails(Ten, "strong read of 10", Earn(0, 1, 5, 15), Read(2, 3, 10));

    [Fact]
    public void A_plain_read_may_be_stale() => Holds(Ten, Earn(0, 1, 5, 15), Plain(2, 3, 10, after: null));

    [Fact]
    public void A_plain_read_of_what_never_was_is_found() => Fails(Ten, "plain read of 12", Earn(0, 1, 5, 15), Plain(2, 3, 12, after: null));

    [Fact]
    public void A_plain_read_of_the_future_is_found() => Fails(Ten, "plain read of 15", Plain(0, 1, 15, after: null), Earn(2, 3, 5, 15));

    [Fact]
    public void A_session_that_goes_back_is_found() => Fails(
        Ten, "plain read of 10", Earn(0, 1, 5, 15), Plain(2, 3, 15, after: null), Plain(4, 5, 10, after: 1));

    [Fact]
    public void A_session_that_does_not_see_its_own_change_is_found() => Fails(Ten, "plain read of 10", Earn(0, 1, 5, 15), Plain(2, 3, 10, after: 0));

    [Fact]
    public void Two_sessions_may_see_different_prefixes() => Holds(Ten, Earn(0, 1, 5, 15), Plain(2, 3, 15, after: null), Plain(4, 5, 10, after: null));

    [Fact]
    public void A_lost_change_is_found() => Fails(Ten, "earn 3 to 13", Earn(0, 1, 5, 15), Earn(2, 3, 3, 13));

    [Fact]
    public void A_doubled_change_is_found() => Fails(Ten, "strong read of 20", Earn(0, 1, 5, 15), Read(2, 3, 20));

    [Fact]
    public void A_change_without_an_answer_may_take_effect_long_after_or_never()
    {
        Operation<MemberBalance> open = new("open", 0, null, MemberBalance.MayEarn(5));
        Holds(Ten, open, Read(2, 3, 10), Read(4, 5, 15), Read(6, 7, 15));
        Holds(Ten, open, Read(2, 3, 10), Read(4, 5, 10));
        Fails(Ten, "strong read of 10", open, Read(2, 3, 15), Read(4, 5, 10));
        Fails(Ten, "strong read of 20", open, Read(2, 3, 15), Read(4, 5, 20));
    }

    [Fact]
    public void Of_changes_without_answers_that_are_alike_as_many_as_are_needed_take_effect()
    {
        Operation<MemberBalance>[] open = [.. Enumerable.Range(0, 30).Select(i => new Operation<MemberBalance>("open", i, null, MemberBalance.MayEarn(5)) { Effect = "earn 5" })];
        Holds(Ten, [.. open, Read(0, 1, 10), Read(10, 11, 60), Read(12, 13, 65)]);
        Fails(Ten, "strong read of 95", [.. open, Read(14, 15, 95)]);
        Fails(Ten, "strong read of 61", [.. open, Read(40, 41, 61)]);
    }

    [Fact]
    public void A_change_takes_no_effect_before_it_is_sent() => Fails(
        Ten, "strong read of 15", Read(0, 1, 15), new("open", 2, null, MemberBalance.MayEarn(5)));

    [Fact]
    public void A_play_that_the_member_could_not_pay_is_found() => Fails(Ten, "pay", Pay(0, 1));

    [Fact]
    public void A_prize_beyond_the_stock_is_found_and_so_is_a_blank_while_one_is_left()
    {
        Assert.Null(Linearization.FaultOf([Win(0, 1), Win(0, 9), Blank(2, 8)], new(2)));
        Assert.NotNull(Linearization.FaultOf([Win(0, 1), Win(2, 3), Win(4, 5)], new(2)));
        Assert.NotNull(Linearization.FaultOf([Win(0, 1), Blank(2, 3), Win(4, 5)], new(2)));
        Assert.Null(Linearization.FaultOf([Win(0, 1), new("open", 2, null, PrizeStock.Win), Blank(4, 5)], new(2)));
    }

    /// <summary>Histories of a machine that is right, by 100 seeds; then one answer of each is changed.</summary>
    [Fact]
    public void Whatever_a_right_machine_answers_has_an_order_and_a_point_more_in_any_read_has_none()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            List<Operation<MemberBalance>> history = Recorded(new(seed), out int read);
            Assert.True(Linearization.FaultOf(history, new(true, 0)) is null, $"seed {seed}");
            history[read] = history[read] with { Apply = MemberBalance.Has(1_000_000) };
            Assert.True(Linearization.FaultOf(history, new(true, 0)) is not null, $"seed {seed}");
        }
    }

    /// <summary>Sixty calls of which up to six overlap; one earning in six is left open, done or not.</summary>
    private static List<Operation<MemberBalance>> Recorded(Dice dice, out int read)
    {
        List<Operation<MemberBalance>> history = [];
        long points = 0;
        for (int at = 0; at < 600; at += 10)
        {
            (long from, long to) = (at - dice.Roll(30), at + dice.Roll(30) + 1);
            int amount = dice.Chance(50) ? 7 : 11;
            switch (dice.Roll(6))
            {
                case 0:
                    points += dice.Chance(50) ? amount : 0;
                    history.Add(new("open", from, null, MemberBalance.MayEarn(amount)) { Effect = $"earn {amount}" });
                    break;
                case 1 or 2:
                    points += amount;
                    history.Add(Earn(from, to, amount, points));
                    break;
                default:
                    history.Add(Read(from, to, points));
                    break;
            }
        }

        history.Add(Read(700, 701, points));
        read = history.Count - 1;
        return history;
    }

    private static Operation<MemberBalance> Enrol(long from, long to) => new("enrol", from, to, MemberBalance.Enrol);

    private static Operation<MemberBalance> Earn(long from, long to, long points, long told) => new($"earn {points} to {told}", from, to, MemberBalance.Earn(points, told));

    private static Operation<MemberBalance> Pay(long from, long to) => new("pay", from, to, MemberBalance.Pay(HistoryProgramme.Cost));

    private static Operation<MemberBalance> CannotPay(long from, long to) => new("cannot pay", from, to, MemberBalance.CannotPay(HistoryProgramme.Cost));

    private static Operation<MemberBalance> Read(long from, long to, long points) => new($"strong read of {points}", from, to, MemberBalance.Has(points));

    private static Operation<MemberBalance> Plain(long from, long to, long points, int? after) =>
        new($"plain read of {points}", from, to, MemberBalance.Has(points)) { MayBeOld = true, After = after };

    private static Operation<PrizeStock> Win(long from, long to) => new("win", from, to, PrizeStock.Win);

    private static Operation<PrizeStock> Blank(long from, long to) => new("blank", from, to, PrizeStock.IsOut);

    private static void Holds(MemberBalance initial, params Operation<MemberBalance>[] history) =>
        Assert.Null(Linearization.FaultOf(history, initial));

    private static void Fails(MemberBalance initial, string at, params Operation<MemberBalance>[] history) =>
        Assert.Contains(at, Linearization.FaultOf(history, initial), StringComparison.Ordinal);
}
