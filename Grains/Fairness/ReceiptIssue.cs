namespace Jifen.Grains.Fairness;

/// <summary>Writes the receipt of a settled play.</summary>
public static class ReceiptIssue
{
    /// <param name="table">The table of <see cref="Played.TableVersion"/>.</param>
    /// <param name="tableHash">SHA-256 of its canonical JSON, kept beside it so that a play need not hash it again.</param>
    public static Receipt Of(Played played, MemberKey member, WheelTable table, Hash256 tableHash)
    {
        var receipt = new Receipt(
            Outcome.WheelLabel, played.Play, played.Lottery, played.Period, played.Commitment, member, played.Nonce, played.PlayerSeed,
            played.TableVersion, table, tableHash, played.SinceWin, played.Exhausted ?? [],
            played.Rolled, played.Segment, played.Prize, played.Guaranteed, CheckDigits: "")
        {
            Owned = played.Owned,
            Test = played.Test,
        };
        return receipt with { CheckDigits = ReceiptDigits.Of(receipt) };
    }
}
