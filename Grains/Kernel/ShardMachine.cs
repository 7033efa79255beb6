namespace Jifen.Grains.Kernel;

/// <summary>
/// One shard at work: decides inputs on its state and folds what was decided. Live, recovery, simulation and verification run
/// this same code. Deterministic: state, input and context decide the result to the byte.
/// </summary>
public sealed class ShardMachine(ShardState state, IShardRules rules)
{
    /// <summary>Rules number (PROTOCOL section 1): raised when an old input would be decided otherwise.</summary>
    public const int Rules = 3;

    /// <summary>A shard that decides by the engine's own rules.</summary>
    public ShardMachine(ShardState state)
        : this(state, ProtocolRules.Instance)
    {
    }

    public ShardState State { get; } = state;

    /// <summary>Reads and answers; changes nothing but the binding of catalogue versions to their compiled form.</summary>
    public Decision Decide(ShardInput input, in DecisionContext context)
    {
        State.Self.Bind(context.Programmes);
        return rules.Decide(State, input, context);
    }

    /// <summary>
    /// Folds a decision, lets the other grains of the shard react to it, and numbers its messages: the body of the record.
    /// </summary>
    public RecordBody Fold(ShardInput input, Decided decided, in RecordStamp stamp, in DecisionContext context)
    {
        RecordStamp at = stamp with { Test = TestMembers.IsOne(State, stamp.Member, decided.Events) };
        State.Fold(decided.Events, at);
        Consequences more = Reactions.To(State, decided, at, context);
        TestMembers.RequireApart(more, at);
        State.Count(at);
        State.Self.Count(input, [], at);
        IReadOnlyList<OutgoingMessage> messages = State.Self.Number(more.Messages, at);
        Remember(input, messages.Count > 0, at);
        IReadOnlyList<GrainEvent> events = more.Events;
        State.Count(decided.Answer, at);
        return new()
        {
            Input = input,
            Answer = AnswerAfter.Of(decided.Answer, more.Events, decided.Events.Count),
            Entropy = decided.Entropy,
            Events = events.Count == 0 ? null : events,
            Messages = messages.Count == 0 ? null : messages,
            RaisesControl = decided.RaisesControl,
            Test = at.Test ? true : null,
        };
    }

    /// <summary>Folds a record that was decided before: recovery and verification.</summary>
    public void Replay(in RecordStamp stamp, RecordBody body)
    {
        RecordStamp at = stamp with { Test = body.Test is true };
        State.Fold(body.Events ?? [], at);
        State.Count(body.Answer, at);
        State.Count(at);
        State.Self.Count(body.Input, body.Messages ?? [], at);
        Remember(body.Input, body.Messages is not null, at);
    }

    private void Remember(ShardInput input, bool sends, in RecordStamp at)
    {
        if (sends || input is Delivery)
        {
            State.MarkDirty(State.Self);
        }

        if (at is { Key: { } key, Member: { } member })
        {
            State.FindMember(member)?.Keys.Remember(key, at.Sequence);
        }
    }

    /// <summary>
    /// What the shard should do by itself now: plays that can be settled, periods and days that have ended, seeds that are missing.
    /// In a fixed order, at most <paramref name="limit"/>.
    /// </summary>
    public IReadOnlyList<DueWork> Due(Stamp now, int limit) => DueRules.Of(State, now, limit);
}
