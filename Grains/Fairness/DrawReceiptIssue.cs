namespace Jifen.Grains.Fairness;

/// <summary>Writes the receipt of a member's entries.</summary>
public static class DrawReceiptIssue
{
    /// <summary>As of an entry, before the draw.</summary>
    public static DrawReceipt Of(Entered entered, MemberKey member) =>
        Signed(new(DrawSlip.Label, entered.Lottery, entered.Period, entered.SeedCommitment, member, entered.Number, 0, [], 0, null, CheckDigits: "")
        {
            Test = entered.Test,
        });

    /// <param name="entries">The member's entries of the period.</param>
    /// <param name="drawing">The period at its home.</param>
    /// <param name="test">The member is a test member.</param>
    public static DrawReceipt Of(string lottery, MemberKey member, long entries, DrawingView drawing, bool test = false)
    {
        int at = drawing.Slips.TakeWhile(slip => slip.Member != member).Count();
        return Signed(new(
            DrawSlip.Label, lottery, drawing.Period, drawing.SeedCommitment, member, entries, drawing.Winners, [.. drawing.Slips.Select(slip => slip.Slip)],
            at < drawing.Slips.Count ? at + 1 : 0, drawing.Hash?.ToString(), CheckDigits: "")
        {
            Test = test ? true : null,
        });
    }

    private static DrawReceipt Signed(DrawReceipt receipt) => receipt with { CheckDigits = DrawReceiptDigits.Of(receipt) };
}
