using System.Collections.Concurrent;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>
/// Hands durable records to the streams that are open: one ring for each member that is watched, one for the staff. With no stream
/// open a record costs the read of one number. Safe for threads.
/// </summary>
public sealed class LiveFeed(ApiLimits limits) : IRecordObserver
{
    private readonly ConcurrentDictionary<MemberKey, Watched> _members = new();
    private readonly Lock _gate = new();
    private volatile Watched? _staff;
    private volatile int _open;

    /// <summary>Streams open.</summary>
    internal int Open => _open;

    /// <summary>Completes when every record that becomes durable from then on reaches the streams that are open, whichever silo writes it.</summary>
    internal Func<Task> Begins { get; set; } = static () => Task.CompletedTask;

    /// <summary>The shards whose members are watched; null where all are.</summary>
    internal HashSet<ShardId>? WatchedShards(int shardCount) =>
        _staff is not null ? null : [.. _members.Select(watched => Placement.Of(watched.Key, shardCount))];

    public void Durable(JournalRecord record, RecordBody body)
    {
        if (_open == 0)
        {
            return;
        }

        Watched? member = record.Member is { } key ? _members.GetValueOrDefault(key) : null;
        Watched? staff = _staff;
        if (member is null && staff is null)
        {
            return;
        }

        LiveRecord live = new(record, body);
        member?.Ring.Add(live);
        staff?.Ring.Add(live);
    }

    /// <summary>Opens a stream of a member, or of everything for null; it holds every record that becomes durable from now on.</summary>
    /// <exception cref="ProblemException">As many are open as may be.</exception>
    internal LiveSubscription Subscribe(MemberKey? member)
    {
        lock (_gate)
        {
            Watched? watched = member is { } key ? _members.GetValueOrDefault(key) : _staff;
            int most = member is null ? limits.StaffStreams : limits.MemberStreams;
            if (_open >= limits.Streams || watched?.Readers >= most)
            {
                throw new ProblemException(ProblemCodes.StreamLimit, "As many streams are open as may be; close one or come again.");
            }

            watched ??= Begin(member);
            watched.Readers++;
            _open++;
            return new(watched.Ring, () => End(member, watched));
        }
    }

    private Watched Begin(MemberKey? member)
    {
        Watched begun = new(new(member is null ? limits.StaffStreamRecords : limits.MemberStreamRecords));
        if (member is { } key)
        {
            _members[key] = begun;
        }
        else
        {
            _staff = begun;
        }

        return begun;
    }

    private void End(MemberKey? member, Watched watched)
    {
        lock (_gate)
        {
            _open--;
            if (--watched.Readers > 0)
            {
                return;
            }

            if (member is { } key)
            {
                _members.TryRemove(key, out _);
            }
            else
            {
                _staff = null;
            }
        }
    }

    private sealed class Watched(LiveRing ring)
    {
        public LiveRing Ring { get; } = ring;

        public int Readers { get; set; }
    }
}

/// <summary>A place in a ring that is kept open.</summary>
internal sealed class LiveSubscription(LiveRing ring, Action end) : IDisposable
{
    public LiveRing Ring { get; } = ring;

    /// <summary>Place of the first record that became durable after the stream was opened, at the latest.</summary>
    public long Begin { get; } = ring.Next;

    public void Dispose() => end();
}
