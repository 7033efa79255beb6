namespace Jifen.Grains.Kernel;

/// <summary>
/// A keyed state machine. State changes only by <see cref="Fold"/>, which cannot fail: whatever an event needs was checked when it
/// was decided. Not safe for threads; its shard's loop is the only one that touches it.
/// </summary>
public abstract class Grain(string? id)
{
    private Sequence _restoredAsOf;

    /// <summary>Kind and key, such as <c>lottery:lucky-wheel</c>.</summary>
    public virtual string Id => id!;

    /// <summary>All effects up to this record are in the state, none after.</summary>
    public Sequence AsOf { get; private set; }

    /// <summary>The state that the store holds for sure is as of here; equal to <see cref="AsOf"/> the grain may leave memory.</summary>
    public Sequence SavedAsOf { get; private set; }

    /// <summary>Used since idle grains were last looked for.</summary>
    public bool IsRecent { get; set; }

    /// <summary>Changed since it was last handed to a checkpoint.</summary>
    public bool IsDirty { get; set; }

    /// <summary>The grain is no more; the next checkpoint takes its row out of the store.</summary>
    public bool IsGone { get; internal set; }

    /// <summary>When the grain wants to be swept; null for never.</summary>
    public virtual Stamp? Due => null;

    /// <summary>Canonical JSON of the state: equal states give equal bytes.</summary>
    public abstract byte[] Save();

    /// <summary>Takes over a state that <see cref="Save"/> wrote at <paramref name="asOf"/>.</summary>
    public void Restore(ReadOnlySpan<byte> state, Sequence asOf)
    {
        Load(state);
        AsOf = asOf;
        SavedAsOf = asOf;
        _restoredAsOf = asOf;
    }

    /// <summary>Folds an event, unless the restored state already holds its record.</summary>
    public void Fold(GrainEvent happened, in RecordStamp at)
    {
        if (Holds(at))
        {
            return;
        }

        Apply(happened, at);
        Touch(at);
    }

    /// <summary>A checkpoint with this state has become durable.</summary>
    public void Saved(Sequence asOf) => SavedAsOf = asOf;

    protected abstract void Load(ReadOnlySpan<byte> state);

    protected abstract void Apply(GrainEvent happened, in RecordStamp at);

    /// <summary>Whether the restored state already contains the record.</summary>
    protected bool Holds(in RecordStamp at) => at.Sequence <= _restoredAsOf;

    protected void Touch(in RecordStamp at) => AsOf = at.Sequence;

    /// <summary>An event reached a grain that has no use for it: a broken invariant, which stops the shard.</summary>
    protected InvariantBrokenException Unexpected(GrainEvent happened) => new($"{Id} cannot fold {happened.GetType().Name}");
}
