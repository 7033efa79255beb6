namespace Jifen.Dashboard.Shell;

/// <summary>What the Dashboard asks of who uses it; the silo says who meets it, each time anew.</summary>
public static class StaffPolicies
{
    /// <summary>See how the programme does.</summary>
    public const string See = "staff-see";

    /// <summary>Pause campaigns and games and let them go on.</summary>
    public const string Operate = "staff-operate";

    /// <summary>See whose goods go where, and move their orders on.</summary>
    public const string Goods = "staff-goods";
}
