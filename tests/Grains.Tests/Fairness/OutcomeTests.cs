using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Outcome = Jifen.Grains.Fairness.Outcome;

namespace Jifen.Grains.Tests.Fairness;

public sealed class OutcomeTests
{
    // Computed by the Python script in docs/fairness.md. The third rejects the whole first block.
    [Theory]
    [InlineData("lucky-wheel", "2026-11-21", 1, "", 1_000, 640)]
    [InlineData("lucky-wheel", "2026-11-21", 2, "good luck", 1_000, 597)]
    [InlineData("幸运转盘", "2026-双十一", 9_007_199_254_741_115, "好运🍀", 4_611_686_018_427_387_905, 641_090_315_409_568_598)]
    public void A_draw_gives_its_published_vector(string lottery, string period, long nonce, string playerSeed, long totalWeight, long drawn)
    {
        Assert.Equal(drawn, Outcome.Draw(Wheels.Seed, lottery, period, Wheels.Member, nonce, playerSeed, totalWeight));
    }

    [Fact]
    public void A_draw_equals_the_second_writing_of_the_formula() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string> Lottery, NonNull<string> Period, NonNull<string> Player, long Nonce, long Total, int Salt)>(), x =>
        {
            byte[] seed = SHA256.HashData(BitConverter.GetBytes(x.Salt));
            long total = 1 + (x.Total & (long.MaxValue >> 1 << (x.Salt & 1)));
            MemberKey member = MemberKey.Read(SHA256.HashData(seed));
            return ReferenceFormula.Draw("jifen/wheel/1", seed, x.Lottery.Get, x.Period.Get, member, x.Nonce, x.Player.Get, total)
                == Outcome.Draw(seed, x.Lottery.Get, x.Period.Get, member, x.Nonce, x.Player.Get, total);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_range_that_rejects_half_of_the_words_runs_into_further_blocks_alike()
    {
        const long Half = (1L << 62) + 1; // 2^64 mod it is 2^62 - 3: about a quarter is rejected, so blocks 1 and 2 occur
        for (long nonce = 0; nonce < 2_000; nonce++)
        {
            Assert.Equal(
                ReferenceFormula.Draw("jifen/wheel/1", Wheels.Seed, "w", "p", Wheels.Member, nonce, "", Half),
                Outcome.Draw(Wheels.Seed, "w", "p", Wheels.Member, nonce, "", Half));
        }
    }

    [Fact]
    public void Every_part_of_the_message_moves_the_draw()
    {
        const long Range = long.MaxValue;
        long[] draws =
        [
            Outcome.Draw(Wheels.Seed, "wheel", "day", Wheels.Member, 1, "me", Range),
            Outcome.Draw("jifen/deck/1", Wheels.Seed, "wheel", "day", Wheels.Member, 1, "me", Range),
            Outcome.Draw(SHA256.HashData(Wheels.Seed), "wheel", "day", Wheels.Member, 1, "me", Range),
            Outcome.Draw(Wheels.Seed, "wheeld", "ay", Wheels.Member, 1, "me", Range),
            Outcome.Draw(Wheels.Seed, "wheel", "day2", Wheels.Member, 1, "me", Range),
            Outcome.Draw(Wheels.Seed, "wheel", "day", new MemberKey(1), 1, "me", Range),
            Outcome.Draw(Wheels.Seed, "wheel", "day", Wheels.Member, 2, "me", Range),
            Outcome.Draw(Wheels.Seed, "wheel", "day", Wheels.Member, 1, "you", Range),
        ];
        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    [Fact]
    public void Names_of_any_length_are_drawn()
    {
        string name = new('轮', 5_000);
        Assert.Equal(
            ReferenceFormula.Draw("jifen/wheel/1", Wheels.Seed, name, name, Wheels.Member, 3, name, 1_000_000),
            Outcome.Draw(Wheels.Seed, name, name, Wheels.Member, 3, name, 1_000_000));
    }

    [Fact]
    public void A_draw_allocates_nothing()
    {
        _ = Outcome.Draw(Wheels.Seed, "lucky-wheel", "2026-11-21", Wheels.Member, 0, "good luck", 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long nonce = 0; nonce < 1_000; nonce++)
        {
            _ = Outcome.Draw(Wheels.Seed, "lucky-wheel", "2026-11-21", Wheels.Member, nonce, "good luck", 1_000);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(31, 1)]
    [InlineData(33, 1)]
    [InlineData(32, 0)]
    [InlineData(32, -1)]
    public void A_seed_of_another_length_or_an_empty_range_is_a_mistake(int seedLength, long totalWeight)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome.Draw(new byte[seedLength], "w", "p", Wheels.Member, 1, "", totalWeight));
    }
}
