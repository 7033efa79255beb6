using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Prize draws: an entry is taken before its shard has closed the draw and in time; what is sealed is what was taken; the winners are those whom
/// one list of all entries gives, drawn when every shard has sealed; and each of them has its prize once.
/// </summary>
internal sealed class DrawModel(Case judged) : Model(judged)
{
    private readonly Dictionary<string, SortedDictionary<MemberKey, long>> _entries = [];
    private readonly Dictionary<string, SortedDictionary<MemberKey, long>> _shadows = [];
    private readonly HashSet<(ShardId Shard, string Lottery)> _sealed = [];
    private readonly Dictionary<string, Hash256> _seeds = [];
    private readonly Dictionary<string, Dictionary<MemberKey, DrawAward>> _won = [];
    private readonly HashSet<(MemberKey Member, string Lottery)> _given = [];

    public override void See(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case SeedCommitted { Period: DrawName.Once } committed:
                    _seeds[committed.Lottery] = committed.Commitment;
                    break;
                case EntryTaken taken:
                    Enter(seen, taken);
                    break;
                case DrawSealed closed:
                    Seal(seen, closed, closed.On!.Split(':')[1]);
                    break;
                case DrawHeld held:
                    Hold(seen, held, held.On!.Split(':')[1].Split('/')[0]);
                    break;
                case DrawPrizeWon won:
                    Give(seen, won);
                    break;
            }
        }
    }

    public override void End()
    {
        foreach ((string lottery, MemberKey member) in _won.SelectMany(won => won.Value.Keys.Select(key => (won.Key, key))).Where(one => !_given.Contains((one.key, one.Key))))
        {
            Case.World.Evidence.Violations.Add(new(Checks.DrawsAreExact, $"{member} has won in {lottery} and was never told"));
        }
    }

    private void Enter(Seen seen, EntryTaken taken)
    {
        bool test = Case.IsTest(seen);
        SortedDictionary<MemberKey, long> entries = test ? Of(_shadows, taken.Lottery) : Of(taken.Lottery);
        MemberKey member = seen.Record.Member!.Value;
        JudgedDraw? draw = Case.Programmes.Find(seen.Record.CatalogueVersion)?.Draws.GetValueOrDefault(taken.Lottery);
        Draws(draw is not null && seen.Stamp < draw.Closes, seen, "an entry is taken too late");
        Draws(!_sealed.Contains((seen.Shard, taken.Lottery)), seen, "an entry is taken after its shard has sealed the draw");
        Draws(taken.Number == entries.GetValueOrDefault(member) + 1 && seen.Events.OfType<EntryCounted>().Count() == (test ? 0 : 1), seen, "an entry has another number, or does not count once");
        entries[member] = taken.Number;
    }

    private void Seal(Seen seen, DrawSealed closed, string lottery)
    {
        (MemberKey Member, long Count)[] here = [.. Of(lottery).Where(e => Placement.Of(e.Key, Case.World.Scenario.Shards) == seen.Shard).Select(e => (e.Key, e.Value))];
        JudgedDraw? draw = Case.Programmes.Find(seen.Record.CatalogueVersion)?.Draws.GetValueOrDefault(lottery);
        Draws(draw is null || draw.Closes <= seen.Stamp, seen, "a draw is closed before its time");
        Draws(_sealed.Add((seen.Shard, lottery)), seen, "a shard seals a draw twice");
        Draws(closed.Members == here.Length && closed.Entries == here.Sum(e => e.Count), seen, "other entries are sealed than were taken");
        byte[] bytes = [.. here.SelectMany(e => (byte[])[.. Convert.FromHexString(e.Member.ToString()), .. Big(e.Count)])];
        Draws(closed.Hash == Hash256.Read(SHA256.HashData(bytes)), seen, "the seal is not that of the entries");
    }

    private void Hold(Seen seen, DrawHeld held, string lottery)
    {
        Draws(_sealed.Count(one => one.Lottery == lottery) == Case.World.Scenario.Shards && !_won.ContainsKey(lottery), seen, "a draw is held before all have sealed it, or twice");
        if (Case.World.Vault.Find(_seeds[lottery]) is not { } seed)
        {
            return;
        }

        IReadOnlyList<JudgedDrawPrize> places = Case.Programmes.Find(held.Catalogue)!.Draws[lottery].Places;
        MemberKey[] order =
        [
            .. Of(lottery).SelectMany(e => Enumerable.Range(1, (int)e.Value).Select(n => (Member: e.Key, Slip: Slip(seed, lottery, e.Key, n))))
                .OrderBy(one => one.Slip, StringComparer.Ordinal).Select(one => one.Member).Distinct().Take(places.Count),
        ];
        DrawAward[] due = [.. order.Select((member, at) => new DrawAward(member, at + 1, places[at].Id))];
        DrawAward[] told = [.. (seen.Body.Messages ?? []).Select(m => m.Body).OfType<DrawAwarded>().SelectMany(m => m.Awards ?? []).OrderBy(award => award.Place)];
        Draws(due.SequenceEqual(told), seen, $"{told.Length} have won other than the {due.Length} whom all entries give");
        _won[lottery] = due.ToDictionary(award => award.Member);
    }

    private void Give(Seen seen, DrawPrizeWon won)
    {
        MemberKey member = seen.Record.Member!.Value;
        DrawAward? due = _won.GetValueOrDefault(won.Lottery)?.GetValueOrDefault(member);
        Draws(due is not null && (due.Place, due.Prize) == (won.Place, won.Prize) && _given.Add((member, won.Lottery)), seen, "a prize is given that was not won, or is given twice");
        long? points = Case.Programmes.Find(won.Catalogue)!.Draws[won.Lottery].Prizes.Single(prize => prize.Id == won.Prize).Points;
        long[] given = [.. seen.Events.OfType<PointsEarned>().Where(e => e.Rule == "prize").Select(e => e.Points.Value)];
        Draws(given.SequenceEqual(points is { } many ? [many] : []), seen, $"{won.Prize} gives {string.Join('+', given)} points");
    }

    /// <summary>The formula, written down once more.</summary>
    private static string Slip(byte[] seed, string lottery, MemberKey member, int number)
    {
        byte[][] parts =
        [
            "jifen/draw/1"u8.ToArray(), Encoding.UTF8.GetBytes(lottery), Encoding.UTF8.GetBytes(DrawName.Once), Convert.FromHexString(member.ToString()), Big(number),
        ];
        return Convert.ToHexStringLower(HMACSHA256.HashData(seed, (byte[])[.. parts.SelectMany(part => (byte[])[0, 0, 0, (byte)part.Length, .. part])]));
    }

    private static byte[] Big(long number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private SortedDictionary<MemberKey, long> Of(string lottery) => Of(_entries, lottery);

    private static SortedDictionary<MemberKey, long> Of(Dictionary<string, SortedDictionary<MemberKey, long>> all, string lottery)
    {
        if (!all.TryGetValue(lottery, out SortedDictionary<MemberKey, long>? entries))
        {
            all.Add(lottery, entries = []);
        }

        return entries;
    }

    private void Draws(bool holds, Seen seen, string what) => Require(holds, Checks.DrawsAreExact, seen, what);
}
