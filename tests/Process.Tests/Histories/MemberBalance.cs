namespace Jifen.Process.Tests.Histories;

/// <summary>The model of a member, and what answers say about it. Points come from activities alone; each play costs the same.</summary>
public readonly record struct MemberBalance(bool Enrolled, long Points)
{
    public static MemberBalance? Enrol(MemberBalance member) => member.Enrolled ? null : new(true, 0);

    /// <summary>It is told that the member exists, does not, or has what it has.</summary>
    public static MemberBalance? IsEnrolled(MemberBalance member) => member.Enrolled ? member : null;

    public static MemberBalance? IsUnknown(MemberBalance member) => member.Enrolled ? null : member;

    public static Func<MemberBalance, MemberBalance?> Has(long points) => member => member.Enrolled && member.Points == points ? member : null;

    /// <param name="told">What the answer says that there is afterwards.</param>
    public static Func<MemberBalance, MemberBalance?> Earn(long points, long told) =>
        member => member.Enrolled && member.Points + points == told ? member with { Points = told } : null;

    /// <summary>An earning whose answer is not known.</summary>
    public static Func<MemberBalance, MemberBalance?> MayEarn(long points) =>
        member => member.Enrolled ? member with { Points = member.Points + points } : null;

    /// <summary>A play that was taken: the member had what it costs.</summary>
    public static Func<MemberBalance, MemberBalance?> Pay(long cost) =>
        member => member.Enrolled && member.Points >= cost ? member with { Points = member.Points - cost } : null;

    /// <summary>A play that was refused for want of points.</summary>
    public static Func<MemberBalance, MemberBalance?> CannotPay(long cost) =>
        member => member.Enrolled && member.Points < cost ? member : null;
}

/// <summary>The model of a wheel on which the prize is always drawn: it wins while a unit is left, and then never again.</summary>
public readonly record struct PrizeStock(long Left)
{
    public static PrizeStock? Win(PrizeStock stock) => stock.Left > 0 ? new(stock.Left - 1) : null;

    public static PrizeStock? IsOut(PrizeStock stock) => stock.Left == 0 ? stock : null;
}
