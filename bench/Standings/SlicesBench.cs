using System.Globalization;
using Jifen.Grains.Leaderboard;
using Slice = Jifen.Grains.Leaderboard.Standings;

namespace Jifen.Bench.Standings;

/// <summary>
/// A board over 64 slices, asked one after the other by one thread: <c>slices [MILLIONS]...</c>, 1 and 10 million members unless told
/// otherwise. No shard's loop is in between.
/// </summary>
internal static class SlicesBench
{
    private const int SliceCount = 64;
    private const int RoundCount = 5;
    private const int RanksPerRound = 5_000;

    public static Task<int> RunAsync(string[] options)
    {
        string[] sizes = options.Length > 0 ? options : ["1", "10"];
        foreach (string size in sizes)
        {
            Measure((int)(decimal.Parse(size, CultureInfo.InvariantCulture) * 1_000_000));
        }

        return Task.FromResult(0);
    }

    private static void Measure(int members)
    {
        Table.Head(string.Create(CultureInfo.InvariantCulture, $"{SliceCount} slices of {members:N0} members together"));
        Slice[] slices = [.. Enumerable.Range(0, SliceCount).Select(slice => Build(slice, members))];
        ulong seed = 0;
        Table.Row("rank over all slices, us", Rounds.NanosecondsEach(RoundCount, RanksPerRound, () =>
        {
            for (int time = 0; time < RanksPerRound; time++)
            {
                RankOf((int)(Population.Mixed(seed++) % (ulong)members), slices);
            }
        }) * 1e-3);
        Console.WriteLine();
    }

    /// <summary>Members are dealt by number; where one lives has no part in how it ranks.</summary>
    private static Slice Build(int slice, int members) =>
        Slice.FromUnordered(Enumerable.Range(0, members / SliceCount).Select(number => Population.Start((number * SliceCount) + slice)));

    private static long RankOf(int number, Slice[] slices)
    {
        if (!slices[number % SliceCount].TryGet(Population.Member(number), out Place place))
        {
            return 0;
        }

        long above = 0;
        foreach (Slice slice in slices)
        {
            above += slice.CountAbove(place);
        }

        return above + 1;
    }
}
