namespace Jifen.Simulation.Tests;

/// <summary>Names of the judge's checks, each with the rule of PROTOCOL that it holds the engine to.</summary>
internal static class Checks
{
    /// <summary>Section 11: a reply leaves after its record is durable.</summary>
    public const string AnswersAreDurable = "answers-are-durable";

    /// <summary>Section 11: a reply leaves after the witness knows its record.</summary>
    public const string AnswersAreWitnessed = "answers-are-witnessed";

    /// <summary>Section 12: a read waits until what it saw is durable.</summary>
    public const string ReadsAreDurable = "reads-are-durable";

    /// <summary>Sections 4 and 11: what was acknowledged is in the journal for ever, with the same bytes.</summary>
    public const string NothingAcknowledgedIsLost = "nothing-acknowledged-is-lost";

    /// <summary>Section 4: every answer to a key is the journal's, to the byte.</summary>
    public const string AnswersAreTheJournals = "answers-are-the-journals";

    /// <summary>Section 4: one record takes a key, and another input under it is refused.</summary>
    public const string OneRecordPerKey = "one-record-per-key";

    /// <summary>A caller who is told of a bound has had nothing done.</summary>
    public const string BoundsDoNothing = "bounds-do-nothing";

    /// <summary>A caller is replied to once.</summary>
    public const string OneReply = "one-reply";

    /// <summary>Watchers learn of records once, in order.</summary>
    public const string ObservedInOrder = "observed-in-order";

    /// <summary>A shard stops only when it has lost its ownership.</summary>
    public const string ShardsGoOn = "shards-go-on";

    /// <summary>Section 1: sequences are dense and the chain is whole.</summary>
    public const string ChainIsWhole = "chain-is-whole";

    /// <summary>Section 6: stamps never go back within a shard.</summary>
    public const string StampsNeverGoBack = "stamps-never-go-back";

    /// <summary>Section 1: an owner writes nothing once another has taken its shard.</summary>
    public const string OwnersAreFenced = "owners-are-fenced";

    /// <summary>Section 10: nothing decided before a pause or resumption commits after it.</summary>
    public const string ControlIsExact = "control-is-exact";

    /// <summary>Section 10: what is paused is not played.</summary>
    public const string PausedIsNotPlayed = "paused-is-not-played";

    /// <summary>Section 10: a version is adopted before a decision names it.</summary>
    public const string VersionsAreAdopted = "versions-are-adopted";

    /// <summary>Section 3: messages are applied as sent, once, in order.</summary>
    public const string MailIsAppliedOnce = "mail-is-applied-once";

    /// <summary>Section 3: every message is applied in the end.</summary>
    public const string MailArrives = "mail-arrives";

    /// <summary>Section 2: never more prizes than units.</summary>
    public const string NoOversell = "no-oversell";

    /// <summary>Section 2: treasury and slices balance at every prefix.</summary>
    public const string UnitsAreMovedNotMade = "units-are-moved-not-made";

    /// <summary>Sections 2 and 9: never more points than the budget; an earning that is cut says so; a refund gives them back.</summary>
    public const string BudgetsAreKept = "budgets-are-kept";

    /// <summary>Section 2: nobody is told "none left" while an unused unit lies anywhere.</summary>
    public const string NoneLeftIsTrue = "none-left-is-true";

    /// <summary>Section 2: a prize is given from the slice's units, and its stand-in only where it is out.</summary>
    public const string PrizesFollowTheTable = "prizes-follow-the-table";

    /// <summary>A member wins a unique prize of a wheel once, and its substitute after that.</summary>
    public const string UniquePrizesOnce = "unique-prizes-once";

    /// <summary>Of a stock that is spread over time never more is out than is released at the record's stamp.</summary>
    public const string DripsAreKept = "drips-are-kept";

    /// <summary>Points are conserved, lot by lot.</summary>
    public const string PointsAreConserved = "points-are-conserved";

    /// <summary>A member that is taken over from elsewhere is opened once, with the lots, tier and counters given.</summary>
    public const string MembersAreOpenedOnce = "members-are-opened-once";

    /// <summary>Neither an opening nor history gives points by a rule, moves a board, counts an activity or earns a badge.</summary>
    public const string ImportsEarnNothing = "imports-earn-nothing";

    /// <summary>Section 2: costs, free plays and limits are those of the day and table of the play.</summary>
    public const string PlaysFollowTheTerms = "plays-follow-the-terms";

    /// <summary>Section 9: rewards of challenges follow from the activities that stand, each once, in the record that makes it due.</summary>
    public const string RewardsAreGivenOnce = "rewards-are-given-once";

    /// <summary>A multiplier counts from when it was given to its end, for what happened then, and a refund takes back what it added.</summary>
    public const string MultipliersAreKept = "multipliers-are-kept";

    /// <summary>Section 8: a final board gives the highest of the whole list what their rank brings, once each.</summary>
    public const string BoardsRewardOnce = "boards-reward-once";

    /// <summary>Section 8: whoever scores has one cohort, cohorts are filled one after the other, and those rise and fall whom the final order of their cohort names, once.</summary>
    public const string CohortsAreExact = "cohorts-are-exact";

    /// <summary>Section 8: a board of a streak has each member's longest run of the period, counted day by day, until the period takes no more.</summary>
    public const string StreaksAreCounted = "streaks-are-counted";

    /// <summary>Tickets come from rewards, pay after free plays and before points, and come back with a play that is undone.</summary>
    public const string TicketsAreKept = "tickets-are-kept";

    /// <summary>Each card of a deck is dealt once, is what the seed says, and is scratched once and in time, or void.</summary>
    public const string CardsAreExact = "cards-are-exact";

    /// <summary>Entries are sealed before the seed is told, the winners of a draw are those of all entries, and each has its prize once.</summary>
    public const string DrawsAreExact = "draws-are-exact";

    /// <summary>Each code of a pool is added once and goes to one member, on its last day at the latest; a coupon has one code, or its stand-in where none is left.</summary>
    public const string CouponsAreExact = "coupons-are-exact";

    /// <summary>A member has each badge that its counters or rewards deserve once, in the record that moves them, or when its shard has looked through its members.</summary>
    public const string BadgesComeOnce = "badges-come-once";

    /// <summary>A minor plays what its lottery allows it, by what the brand told of its age.</summary>
    public const string MinorsAreKept = "minors-are-kept";

    /// <summary>What a member sets itself holds at once where it is stricter, and a day later where it is not; paid plays stay within it.</summary>
    public const string LimitsAreKept = "limits-are-kept";

    /// <summary>Goods that are won begin an order, which goes from step to step; its address goes with the last, and the desk holds what is open.</summary>
    public const string OrdersAreExact = "orders-are-exact";

    /// <summary>Each badge of a limited edition has a number of its own below the limit; it is missed only where none is left.</summary>
    public const string EditionsAreExact = "editions-are-exact";

    /// <summary>A record of a test member moves that member alone, and says so.</summary>
    public const string TestMembersStayApart = "test-members-stay-apart";

    /// <summary>Section 7: the outcome is the formula's.</summary>
    public const string OutcomesAreTheSeeds = "outcomes-are-the-seeds";

    /// <summary>Section 7: a seed is published before its plays and revealed after all shards have closed its period.</summary>
    public const string SeedsAreKept = "seeds-are-kept";

    /// <summary>Section 1: state is the fold of events: live, from the start, and from a checkpoint.</summary>
    public const string StateIsTheFold = "state-is-the-fold";

    /// <summary>Section 1: the figures that a shard keeps are those of its records: live, and from a checkpoint.</summary>
    public const string TalliesAreTheJournals = "tallies-are-the-journals";

    /// <summary>Section 1: a record can be decided again from what it holds.</summary>
    public const string RecordsAreDerivable = "records-are-derivable";

    /// <summary>Section 1: once another has written, an owner answers nothing more by itself, and refuses nothing by what it knew.</summary>
    public const string OldOwnersAreSilent = "old-owners-are-silent";

    /// <summary>Cluster: a shard that was given up rests until somebody takes it.</summary>
    public const string ReleasedRests = "released-rests";

    /// <summary>Cluster: who was declared dead is not heard of, takes nothing, and stands down.</summary>
    public const string TheDeadStayDead = "the-dead-stay-dead";

    /// <summary>Cluster: nobody loses a shard while it lives.</summary>
    public const string TheLivingKeepTheirs = "the-living-keep-theirs";

    /// <summary>Cluster: only who was silent for long enough is declared dead, by one who was heard of all that time.</summary>
    public const string OnlyTheSilentDie = "only-the-silent-die";

    /// <summary>Cluster: after healing every shard runs where it is placed.</summary>
    public const string ShardsComeHome = "shards-come-home";

    /// <summary>After healing everything comes to rest.</summary>
    public const string ComesToRest = "comes-to-rest";
}
