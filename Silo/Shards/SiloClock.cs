namespace Jifen.Silo.Shards;

/// <summary>
/// Stamps of a silo (PROTOCOL section 6): they advance by the monotonic clock, follow the wall clock while it is plausible, and never
/// go back. A wall clock that is not plausible puts the clock in doubt until it agrees again or somebody accepts it. Safe for threads.
/// </summary>
public sealed class SiloClock
{
    /// <summary>A jump of the wall clock ahead by more than this is doubted.</summary>
    public static readonly TimeSpan LargestJump = TimeSpan.FromSeconds(60);

    /// <summary>A start this long after the last record is doubted.</summary>
    public static readonly TimeSpan LongestAbsence = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private long _origin;
    private Stamp _base;
    private Stamp _last;
    private Stamp? _doubtedSince;

    /// <param name="newest">Stamp of the newest record of the store, or default for a new store.</param>
    public SiloClock(TimeProvider time, Stamp newest)
    {
        _time = time;
        _origin = time.GetTimestamp();
        Stamp wall = Stamp.From(time.GetUtcNow());
        _doubtedSince = newest != default && wall - newest > LongestAbsence ? newest : null;
        _base = _doubtedSince is not null || newest > wall ? newest : wall;
        _last = _base;
    }

    /// <summary>Calendar decisions wait while the wall clock is in doubt.</summary>
    public bool InDoubt => DoubtedSince is not null;

    /// <summary>The last stamp before the wall clock came into doubt: its day is the last that is known to have begun. Null while there is no doubt.</summary>
    public Stamp? DoubtedSince
    {
        get
        {
            lock (_gate)
            {
                return _doubtedSince;
            }
        }
    }

    /// <summary>The present stamp, never before one given earlier.</summary>
    public Stamp Now()
    {
        lock (_gate)
        {
            Stamp now = Monotonic();
            _last = now > _last ? now : _last;
            return _last;
        }
    }

    /// <summary>An instant of the monotonic clock, for <see cref="Now(Stamp, long)"/>.</summary>
    public long Timestamp() => _time.GetTimestamp();

    /// <summary>
    /// The present stamp of a shard that stood at <paramref name="at"/> when the monotonic clock stood at <paramref name="timestamp"/>. A
    /// shard that comes from a silo whose clock was ahead goes on from there, until the clock of this silo has caught up.
    /// </summary>
    public Stamp Now(Stamp at, long timestamp)
    {
        (Stamp now, Stamp own) = (Now(), at.Plus(_time.GetElapsedTime(timestamp)));
        return own > now ? own : now;
    }

    /// <summary>Compares with the wall clock; called some times a second.</summary>
    public void Check()
    {
        lock (_gate)
        {
            Stamp wall = Stamp.From(_time.GetUtcNow());
            TimeSpan ahead = wall - Monotonic();
            if (ahead > LargestJump)
            {
                _doubtedSince ??= Monotonic();
            }
            else if (ahead >= TimeSpan.Zero)
            {
                Follow(wall);
            }
            else if (ahead > -LargestJump)
            {
                _doubtedSince = null;
            }
        }
    }

    /// <summary>A person confirms the wall clock.</summary>
    public void Accept()
    {
        lock (_gate)
        {
            Stamp wall = Stamp.From(_time.GetUtcNow());
            if (wall > Monotonic())
            {
                Follow(wall);
            }

            _doubtedSince = null;
        }
    }

    private Stamp Monotonic() => _base.Plus(_time.GetElapsedTime(_origin));

    private void Follow(Stamp wall)
    {
        _origin = _time.GetTimestamp();
        _base = wall;
        _doubtedSince = null;
    }
}
