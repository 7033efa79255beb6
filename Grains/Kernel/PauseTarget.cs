namespace Jifen.Grains.Kernel;

/// <summary>How control names what can be stopped.</summary>
public static class PauseTarget
{
    public static string Lottery(string id) => $"lottery:{id}";

    public static string Campaign(string id) => $"campaign:{id}";
}
