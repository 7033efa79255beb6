namespace Jifen.Silo.Coupons;

/// <summary>A code as it was uploaded. It is worth money to whoever reads it: its text is in no log and in no message of a fault.</summary>
/// <param name="Expires">Last day on which it can be used; null where the upload named none.</param>
internal readonly record struct CouponCode(string Text, DateOnly? Expires)
{
    /// <summary>Characters of a code.</summary>
    public const int LongestText = 64;

    public override string ToString() => "(a code)";
}
