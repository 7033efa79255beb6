using System.Security.Cryptography;
using System.Text;
using Jifen.Grains.Coupon;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Uploads files of codes to a pool, one after the other, as the API does it: looks at what the pool has, stores the texts that lack, and adds
/// them after the codes that were there; whatever comes of that, or nothing, looks again, until nothing lacks.
/// </summary>
internal sealed class Clerk(SimulatedWorld world, SeededDraw draw, string pool, IReadOnlyList<CodeFile> files)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);

    private readonly Caller _caller = new(world, draw);
    private readonly Queue<CodeFile> _wanted = new();
    private CodeFile? _file;
    private int _turn;

    public string Pool { get; } = pool;

    /// <summary>Codes of files that are done.</summary>
    public HashSet<string> Uploaded { get; } = [];

    public bool IsBusy => _file is not null;

    private ShardId Home => Placement.Of($"lottery:{CouponName.Of(Pool)}", world.Scenario.Shards);

    public void Start()
    {
        foreach (CodeFile file in files)
        {
            world.Events.After(file.At, () =>
            {
                _wanted.Enqueue(file);
                Next();
            });
        }
    }

    private void Next()
    {
        if (!IsBusy && _wanted.TryDequeue(out _file))
        {
            Look();
        }
    }

    private void Look()
    {
        int turn = ++_turn;
        _caller.Ask(Home, new PoolQuestion(Pool), reply => InTurn(turn, () => Seen(reply)));
        world.Events.After(Patience, () => InTurn(turn, Look));
    }

    private void Seen(Reply reply)
    {
        if (reply is not ReadDone { View: var view })
        {
            return;
        }

        IReadOnlyList<CodeChunk> chunks = ((PoolView?)view)?.Chunks ?? [];
        string[] lacking = [.. _file!.Texts.Except(chunks.SelectMany(chunk => world.Codes[chunk.Document]))];
        if (lacking.Length > 0)
        {
            Add(chunks.Sum(chunk => chunk.Count), lacking);
            return;
        }

        _turn++;
        Uploaded.UnionWith(_file!.Texts);
        _file = null;
        Next();
    }

    private void Add(long before, string[] texts)
    {
        int turn = ++_turn;
        DateOnly? last = _file!.Last;
        var chunk = Hash256.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{Pool}\n{before}\n{last:O}\n{string.Join('\n', texts)}")));
        (world.Codes[chunk], world.LastDays[chunk]) = (texts, last);
        Call call = new() { Input = new AddCodes(Pool, before, chunk, texts.Length, "clerk") { Expires = last }, Shard = Home };
        _caller.SendOnce(call, _ => InTurn(turn, Look));
        world.Events.After(Patience, () => InTurn(turn, Look));
    }

    /// <remarks>What comes late, or twice, is of a turn that is over.</remarks>
    private void InTurn(int turn, Action then)
    {
        if (turn == _turn)
        {
            then();
        }
    }

    private sealed record PoolQuestion(string Pool) : ShardQuery<PoolView?>
    {
        public override PoolView? Answer(in ReadContext at) => CouponRules.View(at.State, Pool);
    }
}

/// <summary>A file of codes that is uploaded at a time of the run.</summary>
/// <param name="Last">Last day of its codes; null where they never expire.</param>
internal sealed record CodeFile(TimeSpan At, IReadOnlyList<string> Texts, DateOnly? Last);
