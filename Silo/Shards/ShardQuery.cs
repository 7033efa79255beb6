using Jifen.Grains.Kernel;

namespace Jifen.Silo.Shards;

/// <summary>
/// A question to one shard. It holds values only and is answered with values only, so that it and its answer can travel to and from the
/// silo that owns the shard; between threads of one silo they pass as they are.
/// </summary>
public abstract record ShardQuery
{
    /// <summary>What it is answered with.</summary>
    internal abstract Type ViewType { get; }

    /// <summary>Answers on the shard's thread.</summary>
    internal abstract object? See(in ReadContext at);
}

/// <summary>A question with the type of its answer.</summary>
/// <typeparam name="TView">
/// An immutable record. It holds nothing of the grains' state nor of a compiled programme; where the asker needs the programme, it holds
/// the version's number.
/// </typeparam>
public abstract record ShardQuery<TView> : ShardQuery
{
    /// <summary>Answers on the shard's thread, as of one instant; changes nothing.</summary>
    public abstract TView Answer(in ReadContext at);

    internal sealed override Type ViewType => typeof(TView);

    internal sealed override object? See(in ReadContext at) => Answer(at);
}

/// <summary>What a query looks at, on the shard's thread.</summary>
/// <param name="Unindexed">Records that the store's index may not hold yet.</param>
public readonly record struct ReadContext(ShardState State, Stamp Now, IUnindexedRecords Unindexed, ILoopFigures Loop)
{
    /// <summary>What the silo has to tell of its records; null where nobody keeps it.</summary>
    public INoticeBoard? Notices { get; init; }
}

/// <summary>The newest records of a shard, before the index of the store has them durably.</summary>
public interface IUnindexedRecords
{
    /// <summary>Records of the member that may not be indexed yet, oldest first.</summary>
    IReadOnlyList<Sequence> Of(MemberKey member);
}

/// <summary>Counts its figures when asked, which is not free.</summary>
public interface ILoopFigures
{
    /// <summary>Figures of the shard for whoever watches.</summary>
    LoopFigures Figures { get; }
}
