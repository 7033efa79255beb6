using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Seeds: committed, adopted, used as the formula says, closed everywhere, and only then revealed.</summary>
internal sealed class SeedModel(Case judged) : Model(judged)
{
    private readonly Dictionary<(string Lottery, string Period), SeedCommitted> _committed = [];
    private readonly HashSet<(ShardId Shard, string Lottery, string Period)> _adopted = [];
    private readonly HashSet<(ShardId Shard, string Lottery, string Period)> _closed = [];

    private readonly HashSet<(string Lottery, string Period)> _revealed = [];

    public override void See(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            switch (happened)
            {
                case SeedCommitted committed:
                    Require(_committed.TryAdd((committed.Lottery, committed.Period), committed), Checks.SeedsAreKept, seen, "a period has a second seed");
                    break;
                case SeedAdopted adopted:
                    SeedCommitted? of = _committed.GetValueOrDefault((adopted.Lottery, adopted.Period));
                    Require(of?.Commitment == adopted.Commitment && of.Wrapped == adopted.Wrapped, Checks.SeedsAreKept, seen, "a seed is adopted that was not published");
                    _adopted.Add((seen.Shard, adopted.Lottery, adopted.Period));
                    break;
                case PlayTaken taken:
                    Draw(seen, taken);
                    break;
                case PeriodClosed closed:
                    RequireEnded(seen, closed.Period);
                    Require(_closed.Add((seen.Shard, closed.Lottery, closed.Period)), Checks.SeedsAreKept, seen, "a period is closed twice");
                    break;
                case SeedRevealed revealed:
                    Reveal(seen, revealed);
                    break;
            }
        }
    }

    /// <summary>
    /// What one shard has closed, all have, and its seed is public; unless the silo of one was ahead of the time, or others hold cards of the
    /// deck.
    /// </summary>
    public override void End()
    {
        foreach ((string lottery, string period) in _closed.Select(c => (c.Lottery, c.Period)).Distinct().Where(c => !_revealed.Contains(c) && IsOver(c.Period)))
        {
            Case.World.Evidence.Violations.Add(new(Checks.SeedsAreKept, $"{lottery}, {period}: a shard has closed it, and its seed is not revealed"));
        }
    }

    private bool IsOver(string period) => period != DeckName.Period && !DrawName.IsOne(period) && IsPast(period);

    private bool IsPast(string period) => !Case.World.Scenario.IsCluster
        || Case.StartOf(DateOnly.Parse(period, CultureInfo.InvariantCulture).AddDays(1)).ToInstant() <= Case.World.Clock.GetUtcNow();

    private void Draw(Seen seen, PlayTaken taken)
    {
        bool known = _adopted.Contains((seen.Shard, taken.Lottery, taken.Period));
        Require(known && !_closed.Contains((seen.Shard, taken.Lottery, taken.Period)), Checks.SeedsAreKept, seen, $"period {taken.Period} is not open here");
        bool named = seen.Body.Entropy is { } entropy && entropy.Lottery == taken.Lottery && entropy.Period == taken.Period && entropy.Nonce == taken.Nonce;
        Require(named, Checks.OutcomesAreTheSeeds, seen, "the record does not name its entropy");
        JudgedWheel? wheel = Case.Programmes.Find(seen.Record.CatalogueVersion)?.Wheels.GetValueOrDefault(taken.Lottery);
        if (!known || wheel is null || Case.World.Vault.Find(_committed[(taken.Lottery, taken.Period)].Commitment) is not { } seed)
        {
            return;
        }

        string rolled = Roll(wheel, seed, taken, seen.Record.Member!.Value);
        Require(rolled == taken.Rolled, Checks.OutcomesAreTheSeeds, seen, $"the seed gives {rolled}, and the record {taken.Rolled}");
    }

    /// <remarks>When a deck is over is judged with its cards, and when a draw is with its entries.</remarks>
    private void RequireEnded(Seen seen, string period)
    {
        if (period != DeckName.Period && !DrawName.IsOne(period))
        {
            DateOnly day = DateOnly.Parse(period, CultureInfo.InvariantCulture);
            Require(seen.Stamp >= Case.StartOf(day.AddDays(1)), Checks.SeedsAreKept, seen, $"period {period} is closed before its end");
        }
    }

    private void Reveal(Seen seen, SeedRevealed revealed)
    {
        _revealed.Add((revealed.Lottery, revealed.Period));
        int closed = _closed.Count(c => c.Lottery == revealed.Lottery && c.Period == revealed.Period);
        Require(closed == Case.World.Scenario.Shards, Checks.SeedsAreKept, seen, $"the seed is revealed when {closed} shards have closed its period");
        Hash256 hash = Hash256.Read(SHA256.HashData(Convert.FromHexString(revealed.Seed)));
        Require(hash == _committed[(revealed.Lottery, revealed.Period)].Commitment, Checks.SeedsAreKept, seen, "another seed is revealed than was committed");
    }

    /// <summary>The formula of section 7, written down once more and in big integers.</summary>
    private static string Roll(JudgedWheel wheel, byte[] seed, PlayTaken taken, MemberKey member)
    {
        byte[] memberBytes = new byte[16];
        member.Write(memberBytes);
        byte[] nonce = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(nonce, taken.Nonce);
        byte[][] parts =
        [
            "jifen/wheel/1"u8.ToArray(), Encoding.UTF8.GetBytes(taken.Lottery), Encoding.UTF8.GetBytes(taken.Period), memberBytes, nonce,
            Encoding.UTF8.GetBytes(taken.PlayerSeed),
        ];
        byte[] message = [.. parts.SelectMany(part => (byte[])[0, 0, 0, (byte)part.Length, .. part])];
        BigInteger total = wheel.Segments.Aggregate(BigInteger.Zero, (sum, s) => sum + s.Weight);
        BigInteger rejected = BigInteger.Pow(2, 64) % total;
        BigInteger drawn = Words(seed, message).First(word => word >= rejected) % total;
        return wheel.Segments.First(s => (drawn -= s.Weight) < 0).Id;
    }

    private static IEnumerable<BigInteger> Words(byte[] seed, byte[] message)
    {
        for (byte block = 0; ; block++)
        {
            byte[] hash = HMACSHA256.HashData(seed, (byte[])[.. message, 0, 0, 0, block]);
            for (int at = 0; at < 32; at += 8)
            {
                yield return new BigInteger(hash.AsSpan(at, 8), isUnsigned: true, isBigEndian: true);
            }
        }
    }
}
