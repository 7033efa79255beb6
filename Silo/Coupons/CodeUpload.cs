using System.Buffers;
using System.IO.Pipelines;
using Jifen.Silo.Api;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Coupons;

/// <summary>
/// Takes the codes of a stream into a pool, some thousand of one last day at a time: their texts are durable before the record that adds their numbers. What
/// breaks off is sent again whole: codes that are there add nothing, so that the pool has each code once, whoever uploads at the same time.
/// </summary>
/// <param name="today">Codes that expire before are refused.</param>
/// <param name="last">Last day of codes whose line names none; null for never.</param>
internal sealed class CodeUpload(ShardCalls shards, CodeStore store, string pool, DateOnly today, DateOnly? last, string actor)
{
    /// <summary>How often another upload may come between.</summary>
    private const int MostTries = 50;

    private readonly KnownCodes _known = new(store, pool);
    private readonly CodesByDay _waiting = new();
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly UploadReport _report = new();
    private long _line;

    private ShardId Home => shards.Of(Grains.Lottery.LotterySlice.IdOf(CouponName.Of(pool)));

    /// <exception cref="ProblemException">The pool is full, or the shard is not served now. What was added before stays.</exception>
    public async Task<UploadReport> ReadAsync(PipeReader from, CancellationToken cancel)
    {
        await FollowAsync().ConfigureAwait(false);
        ReadResult read;
        do
        {
            read = await from.ReadAsync(cancel).ConfigureAwait(false);
            ReadOnlySequence<byte> left = read.Buffer;
            while (left.PositionOf((byte)'\n') is { } end)
            {
                await TakeAsync(left.Slice(0, end)).ConfigureAwait(false);
                left = left.Slice(left.GetPosition(1, end));
            }

            if (read.IsCompleted && !left.IsEmpty)
            {
                await TakeAsync(left).ConfigureAwait(false);
                left = left.Slice(left.End);
            }
            else if (left.Length > CodeLine.LongestLine * 2)
            {
                throw Field.Invalid($"line {_line + 1}", $"it is longer than {CodeLine.LongestLine} bytes");
            }

            from.AdvanceTo(left.Start, left.End);
        }
        while (!read.IsCompleted);
        foreach (List<ReadCode> codes in _waiting.TakeAll())
        {
            await AddAsync(codes).ConfigureAwait(false);
        }

        _report.Total = _known.Total;
        return _report;
    }

    private async ValueTask TakeAsync(ReadOnlySequence<byte> bytes)
    {
        _line++;
        byte[] line = bytes.ToArray();
        if (_line == 1 && IsHead(line))
        {
            return;
        }

        string? fault = CodeLine.Read(line, today, last, out CouponCode code);
        fault ??= _known.Has(code) || !_texts.Add(code.Text) ? CodeLineFaults.Repeated : null;
        if (fault is CodeLineFaults.Blank)
        {
            return;
        }

        if (fault is not null)
        {
            _report.Pass(_line, fault);
            return;
        }

        await AddAsync(_waiting.Take(new(_line, code))).ConfigureAwait(false);
    }

    private static bool IsHead(byte[] line) => line.AsSpan().Trim(" \t\r"u8) is var head && (head.SequenceEqual("code"u8) || head.SequenceEqual("code,expires"u8));

    /// <param name="waiting">Of one last day.</param>
    private async ValueTask AddAsync(List<ReadCode> waiting)
    {
        for (int tries = 0; waiting.Count > 0; tries++)
        {
            CouponCode[] codes = [.. waiting.Select(one => one.Code)];
            long before = _known.Total;
            Hash256 chunk = await Task.Run(() => store.Store(pool, before, codes)).ConfigureAwait(false);
            if (await IsAddedAsync(new(pool, before, chunk, codes.Length, actor) { Expires = codes[0].Expires }, tries).ConfigureAwait(false))
            {
                _report.Added += codes.Length;
                _texts.ExceptWith(codes.Select(code => code.Text));
                waiting.Clear();
            }

            await FollowAsync().ConfigureAwait(false);
            PassRepeated(waiting);
        }
    }

    /// <summary>False where another upload came first.</summary>
    private async Task<bool> IsAddedAsync(AddCodes input, int tries)
    {
        try
        {
            Answered reply = await shards.DecideAsync(Home, input, null, null).ConfigureAwait(false);
            return reply.Answer is PoolChanged ? true : throw new ProblemException(((Refusal)reply.Answer!).Code, ((Refusal)reply.Answer).Detail, "pool");
        }
        catch (ProblemException busy) when (busy.Problem.Kind.Code == RejectionCodes.TryAgain && tries < MostTries)
        {
            return false;
        }
    }

    private void PassRepeated(List<ReadCode> waiting)
    {
        foreach (ReadCode repeated in waiting.FindAll(one => _known.Has(one.Code)))
        {
            _report.Pass(repeated.Line, CodeLineFaults.Repeated);
        }

        waiting.RemoveAll(one => _known.Has(one.Code));
    }

    private async Task FollowAsync()
    {
        (PoolView? view, _) = await shards.ReadAsync(Home, null, Position.None, new PoolQuery(pool)).ConfigureAwait(false);
        await Task.Run(() => _known.Follow(view)).ConfigureAwait(false);
    }
}
