using Jifen.Grains.Kernel;

namespace Jifen.Grains.Catalogue;

/// <summary>Publishing versions, adopting them, and stopping what must stop (PROTOCOL section 10).</summary>
public static class CatalogueRules
{
    /// <summary>How far ahead a version takes effect at least, so that every shard can have it by then.</summary>
    private const long MicrosecondsAhead = 2_000_000;

    /// <summary>Makes a stored document the next version. A time too near, or past, becomes the nearest that may be.</summary>
    public static Decision Decide(ShardState state, PublishProgramme input, in DecisionContext context)
    {
        if (!IsHere(state))
        {
            return Elsewhere;
        }

        long version = state.Catalogue.Version + 1;
        Stamp effective = new(Math.Max(input.EffectiveAt?.Microseconds ?? 0, context.Now.Microseconds + MicrosecondsAhead));
        return new Decided
        {
            Answer = new Published(version, effective),
            Events = [new ProgrammePublished(version, input.Document, effective, input.Actor) { On = CatalogueGrain.GrainId }],
            Messages = Mail.ToAll(state, new CatalogueOffered(version, input.Document, effective)),
        };
    }

    /// <summary>Raises the control generation; what already is as asked keeps it.</summary>
    public static Decision Decide(ShardState state, SetPaused input)
    {
        if (!IsHere(state))
        {
            return Elsewhere;
        }

        if (state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        CatalogueGrain catalogue = state.Catalogue;
        if (catalogue.Paused.Contains(input.Target, StringComparer.Ordinal) == input.Paused && IsKnown(state, input.Target))
        {
            return new Decided { Answer = new PauseSet(input.Target, input.Paused, catalogue.ControlGeneration) };
        }

        return IsKnown(state, input.Target)
            ? Raise(catalogue, input)
            : Rejected.Invalid("target", "it names no campaign or lottery of the programme");
    }

    /// <summary>Adopts a version. Its document must be at hand: what follows from it is decided in this record.</summary>
    public static Decision Receive(ShardState state, CatalogueOffered message, in DecisionContext context)
    {
        if (message.Version <= (state.Self.Newest?.Version ?? 0))
        {
            return Mail.Refuse("this version or a newer one is adopted");
        }

        Hash256? missing = state.Self.Unbound;
        Programme before = state.Self.Newest?.Programme ?? Programme.Empty;
        if (missing is null && context.Programmes.Find(message.Version, message.Document, before) is null)
        {
            missing = message.Document;
        }

        return missing is { } document
            ? new NotYet(new DocumentNeeded(document))
            : new Decided { Events = [new CatalogueAdopted(message.Version, message.Document, message.EffectiveAt) { On = ShardGrain.GrainId }] };
    }

    private static Rejected Elsewhere => new(RejectionCodes.Invalid, "The catalogue lives on another shard.");

    private static bool IsHere(ShardState state) => Placement.Of(CatalogueGrain.GrainId, state.ShardCount) == state.Shard;

    /// <remarks>Any adopted version counts: one that has not come into force, or has been followed, may still be played under.</remarks>
    private static bool IsKnown(ShardState state, string target) => state.Self.Adopted.Any(version =>
        version.Programme!.Campaigns.Any(campaign => PauseTarget.Campaign(campaign.Id) == target)
        || version.Programme.Games.Any(game => PauseTarget.Lottery(game.Id) == target));

    /// <remarks>This shard adopts the control in the very record that raises it, because its next record must name it.</remarks>
    private static Decided Raise(CatalogueGrain catalogue, SetPaused input)
    {
        long generation = catalogue.ControlGeneration + 1;
        IEnumerable<string> others = catalogue.Paused.Where(target => target != input.Target);
        IReadOnlyList<string> paused = [.. (input.Paused ? others.Append(input.Target) : others).Order(StringComparer.Ordinal)];
        return new()
        {
            Answer = new PauseSet(input.Target, input.Paused, generation),
            Events =
            [
                new ControlRaised(generation, paused, input.Actor, input.Reason) { On = CatalogueGrain.GrainId },
                new ControlAdopted(generation, paused) { On = ShardGrain.GrainId },
            ],
            RaisesControl = generation,
        };
    }
}
