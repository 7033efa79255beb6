using System.Globalization;
using Jifen.Grains.Leaderboard;
using Slice = Jifen.Grains.Leaderboard.Standings;

namespace Jifen.Bench.Standings;

/// <summary>One slice of a board: <c>standings [MILLIONS]...</c>, 1 and 10 million members unless told otherwise.</summary>
internal static class StandingsBench
{
    private const int RoundCount = 5;
    private const int OperationsPerRound = 500_000;

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
        long before = GC.GetTotalMemory(true);
        Table.Head(string.Create(CultureInfo.InvariantCulture, $"one slice of {members:N0} members"));
        Slice slice = Build(members);
        Table.Row("bytes an entry, built", BytesEach(before, slice));
        Table.Row("rank, ns", Rank(slice, members));
        Table.Row("places above a place of another slice, ns", CountAbove(slice));
        Table.Row("get, ns", Get(slice, members));
        Table.Row("update, ns", Update(slice, members));
        Table.Row("update by little, ns", Nudge(slice, members));
        Table.Row("top 100, us", Rounds.NanosecondsEach(RoundCount, 10_000, () => Repeat(10_000, _ => slice.Top(0, 100))) * 1e-3);
        Table.Row("around me 5 + 5, us", Around(slice, members));
        Table.Row("bytes an entry, updated", BytesEach(before, slice));
        Table.Row("insert, ns", Insert(slice, members));
        Table.Row("bytes an entry, all inserted one by one", InsertAll(slice, members, before));
        Console.WriteLine();
    }

    private static Slice Build(int members)
    {
        Place[] places = new Place[members];
        Repeat(members, number => places[number] = Population.Start(number));
        Slice slice = new();
        Table.Row("build from no order, s", Rounds.Seconds(() => slice = Slice.FromUnordered(places)));
        Array.Sort(places, Place.HighestFirst);
        Table.Row("build from saved order, s", Rounds.Seconds(() => slice = Slice.FromOrdered(places)));
        return slice;
    }

    private static Cost Rank(Slice slice, int members) =>
        Timed(draw => slice.RankOf(Population.Member((int)(draw % (ulong)members))));

    private static Cost CountAbove(Slice slice) =>
        Timed(draw => slice.CountAbove(new Place((long)(draw % 1_000_000), Population.Moment(draw), default)));

    private static Cost Get(Slice slice, int members) =>
        Timed(draw => slice.TryGet(Population.Member((int)(draw % (ulong)members)), out _));

    private static Cost Update(Slice slice, int members) => Timed(draw => Raise(slice, members, draw, 100_000));

    private static Cost Nudge(Slice slice, int members) => Timed(draw => Raise(slice, members, draw, 20));

    private static void Raise(Slice slice, int members, ulong draw, ulong most)
    {
        MemberKey member = Population.Member((int)(draw % (ulong)members));
        slice.TryGet(member, out Place place);
        slice.Set(member, place.Score + 1 + (long)((draw >> 32) % most), Population.Moment(draw));
    }

    private static Cost Around(Slice slice, int members) => Timed(draw =>
    {
        slice.TryGet(Population.Member((int)(draw % (ulong)members)), out Place place);
        slice.Around(place, 5);
    }) * 1e-3;

    /// <summary>Each round inserts other members, and takes them away outside the measured time.</summary>
    private static Cost Insert(Slice slice, int members)
    {
        Cost[] taken = new Cost[RoundCount];
        for (int round = 0; round < RoundCount; round++)
        {
            taken[round] = Rounds.Seconds(() => Repeat(OperationsPerRound, number => Enter(slice, members + number))) * (1e9 / OperationsPerRound);
            Repeat(OperationsPerRound, number => slice.Remove(Population.Member(members + number)));
        }

        return Rounds.MedianOf(taken);
    }

    private static double InsertAll(Slice slice, int members, long before)
    {
        Repeat(members, number => slice.Remove(Population.Member(number)));
        Table.Row("insert all one by one, s", Rounds.Seconds(() => Repeat(members, number => Enter(slice, number))));
        return BytesEach(before, slice);
    }

    private static void Enter(Slice slice, int number)
    {
        Place place = Population.Start(number);
        slice.Set(place.Member, place.Score, place.Reached);
    }

    private static Cost Timed(Action<ulong> operation)
    {
        ulong seed = 0;
        return Rounds.NanosecondsEach(RoundCount, OperationsPerRound, () => Repeat(OperationsPerRound, _ => operation(Population.Mixed(seed++))));
    }

    private static void Repeat(int times, Action<int> action)
    {
        for (int time = 0; time < times; time++)
        {
            action(time);
        }
    }

    private static double BytesEach(long before, Slice slice)
    {
        double each = (GC.GetTotalMemory(true) - before) / (double)slice.Count;
        GC.KeepAlive(slice);
        return each;
    }
}
