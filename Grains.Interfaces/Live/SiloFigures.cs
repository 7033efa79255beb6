namespace Jifen.Grains.Interfaces;

/// <summary>One silo of the cluster, as the silo that shows it sees it.</summary>
/// <param name="Id">Names this life of the silo; a silo that was declared dead comes back under another.</param>
/// <param name="Name">What operators call it; it stays through restarts.</param>
/// <param name="Since">When this life began, by the store's clock.</param>
/// <param name="IsHere">It is the silo that took the picture.</param>
/// <param name="Shards">Shards that it owns.</param>
/// <param name="Load">Commands that those answered within the last second.</param>
/// <param name="Undurable">Records of those that are decided and not yet on the disk.</param>
/// <param name="SinceBeat">How long ago it was heard of.</param>
/// <param name="Process">What it said of its process with its last beats; null where it has said nothing.</param>
/// <param name="Commands">From a command's arrival there to its answer, over the last minute; null where it has said nothing.</param>
public sealed record SiloFigures(
    string Id, string Name, SiloStanding Standing, DateTimeOffset Since, bool IsHere, int Shards, long Load, long Undurable, TimeSpan SinceBeat,
    ProcessFigures? Process, Latencies? Commands);
