using System.Globalization;
using System.Security.Cryptography;
using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

/// <summary>Receipts of plays that were really drawn.</summary>
internal static class Receipts
{
    /// <summary>A play of the festival wheel under <see cref="Wheels.Seed"/>.</summary>
    public static Receipt AReceipt(long nonce = 1, long sinceWin = 0, params string[] exhausted) =>
        Play(Wheels.Festival, Wheels.Seed, nonce, "good luck", sinceWin, exhausted)!;

    /// <summary>Null where the game closes.</summary>
    public static Receipt? Play(WheelTable table, byte[] seed, long nonce, string playerSeed, long sinceWin, params string[] exhausted) =>
        Play(table, seed, nonce, playerSeed, sinceWin, exhausted, []);

    /// <summary>Null where the game closes.</summary>
    public static Receipt? Play(WheelTable table, byte[] seed, long nonce, string playerSeed, long sinceWin, string[] exhausted, string[] owned)
    {
        const string Period = "2026-11-21";
        long drawn = Outcome.Draw(seed, table.Lottery, Period, Wheels.Member, nonce, playerSeed, WheelOutcome.TotalWeight(table));
        int rolled = WheelOutcome.Roll(table, drawn);
        WheelResolution resolved = WheelOutcome.Resolve(table, rolled, sinceWin, exhausted, owned);
        return resolved.Slot is not { } slot ? null : ReceiptIssue.Of(
            new Played(
                new PlayId(new(3), new(42)), table.Lottery, table.Segments[rolled].Id, slot.Id, slot.Prize, resolved.Guaranteed, new(5), new(95),
                Period, Hash256.Read(SHA256.HashData(seed)), nonce, playerSeed, table.Version, sinceWin, exhausted)
            {
                Owned = owned.Length == 0 ? null : owned,
            },
            Wheels.Member, table, WheelTableJson.Hash(table));
    }

    /// <summary>A receipt of a wheel, member history and stock picked by a number.</summary>
    public static Receipt Random(ulong number, out byte[] seed)
    {
        WheelTable table = RandomWheel.Of(number);
        seed = SHA256.HashData(BitConverter.GetBytes(number));
        string playerSeed = (number % 3) switch { 0 => "", 1 => "好运🍀\"\\\u0001", _ => number.ToString(CultureInfo.InvariantCulture) };
        string[] exhausted = table.WhenEmpty == WhenEmpty.Close ? []
            : [.. table.Segments.Where((slot, i) => slot.Stocked && (number >> i) % 2 == 0).Select(slot => slot.Id)];
        string[] owned = [.. table.Segments.Where((slot, i) => slot.Unique && (number >> (i + 9)) % 2 == 0).Select(slot => slot.Id)];
        return Play(table, seed, (long)(number % 1_000), playerSeed, (long)(number % 6), exhausted, owned)!;
    }
}
