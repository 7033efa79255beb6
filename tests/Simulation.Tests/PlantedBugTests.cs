using Jifen.Simulation.Tests.Planted;
using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;
using Xunit.Abstractions;

namespace Jifen.Simulation.Tests;

/// <summary>Each rule is broken on purpose, and its own check sees it.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int MostSeeds = 5_000;

    [Fact]
    public void A_store_without_fence_lets_an_old_owner_write() =>
        Caught(Checks.OwnersAreFenced, new UnsoundStore(StoreRules.Sound with { ChecksEpoch = false }), first: 151);

    [Fact]
    public void A_store_that_ignores_control_takes_what_was_decided_before_a_pause() =>
        Caught(Checks.ControlIsExact, new UnsoundStore(StoreRules.Sound with { ChecksControl = false }));

    [Fact]
    public void A_store_that_answers_before_its_sync_loses_what_it_acknowledged() =>
        Caught(Checks.NothingAcknowledgedIsLost, new UnsoundStore(StoreRules.Sound with { SyncsBeforeAnswer = false }));

    [Fact]
    public void A_witness_that_is_written_later_does_not_know_what_was_answered() =>
        Caught(Checks.AnswersAreWitnessed, new UnsoundStore(StoreRules.Sound with { WitnessesBeforeAnswer = false }));

    [Fact]
    public void Answers_before_the_commit_are_seen() => Caught(Checks.AnswersAreDurable, new HostWith((silo, _) => new AcknowledgesBeforeCommit(silo)));

    [Fact]
    public void Answers_that_are_only_in_memory_change_with_the_silo() =>
        Caught(Checks.AnswersAreTheJournals, new HostWith((silo, _) => new KeepsAnswersInMemory(silo)));

    [Fact]
    public void A_key_with_another_input_must_not_get_the_first_ones_answer() =>
        Caught(Checks.AnswersAreTheJournals, new HostWith((silo, _) => new AnswersAnyInput(silo)));

    [Fact]
    public void An_unknown_outcome_that_is_redone_doubles_records() => Caught(Checks.OneRecordPerKey, new JournalWith((inside, _) => new RedoesUnknown(inside)));

    [Fact]
    public void A_key_that_is_forgotten_is_taken_twice() => Caught(Checks.OneRecordPerKey, new JournalWith((inside, _) => new ForgetsKeys(inside)));

    [Fact]
    public void A_floor_that_moves_early_loses_effects() => Caught(Checks.StateIsTheFold, new JournalWith((inside, _) => new MovesFloorEarly(inside)), first: 81);

    [Fact]
    public void A_tally_that_is_saved_once_and_never_again_is_seen() =>
        Caught(Checks.TalliesAreTheJournals, new JournalWith((inside, _) => new KeepsFirstTally(inside)));

    [Fact]
    public void A_stamp_that_goes_back_is_seen() =>
        Caught(Checks.StampsNeverGoBack, new JournalWith((inside, world) => new TurnsBackStamps(inside, new(world.Scenario.Seed))));

    [Fact]
    public void A_message_that_is_applied_twice_is_seen() =>
        Caught(Checks.MailIsAppliedOnce, new HostWith((silo, world) => new NumbersCopies(silo, new(world.Scenario.Seed))));

    [Fact]
    public void A_message_that_is_not_sent_again_is_missed() => Caught(Checks.MailArrives, new HostWith((silo, _) => new AcknowledgesMailItself(silo)));

    [Fact]
    public void A_record_that_is_told_twice_is_seen() =>
        Caught(Checks.ObservedInOrder, new HostWith((silo, world) => new ObservesTwice(silo, new(world.Scenario.Seed))));

    [Fact]
    public void A_read_that_does_not_wait_is_seen() => Caught(Checks.ReadsAreDurable, new HostWith((silo, _) => new CountsQuietRecordsBeforeCommit(silo)));

    [Fact]
    public void A_caller_who_is_told_that_there_is_no_space_for_what_was_written_is_seen() =>
        Caught(Checks.BoundsDoNothing, new JournalWith((inside, world) => new SaysFullAfterCommit(inside, new(world.Scenario.Seed))));

    [Fact]
    public void A_caller_who_is_told_twice_is_seen() => Caught(Checks.OneReply, new HostWith((silo, _) => new TellsTwice(silo)));

    [Fact]
    public void A_shard_that_stops_is_seen() => CaughtRule(Checks.ShardsGoOn, WrongRules.UsesUnitsTwice);

    [Fact]
    public void Calls_that_wait_for_ever_are_seen() => Caught(Checks.ComesToRest, new HostWith((silo, _) => new MakesNoSeeds(silo)));

    [Fact]
    public void A_pause_that_is_not_kept_is_seen() => CaughtRule(Checks.PausedIsNotPlayed, WrongRules.IgnoresPauses);

    [Fact]
    public void A_record_with_another_hash_is_seen() =>
        Caught(Checks.ChainIsWhole, new JournalWith((inside, world) => new Tampers(inside, new(world.Scenario.Seed))));

    [Fact]
    public void Stock_that_is_taken_later_oversells() => Caught(Checks.NoOversell, new RulesWith(_ => new TakesStockLater()));

    [Fact]
    public void A_none_without_recall_is_a_lie() => CaughtRule(Checks.NoneLeftIsTrue, WrongRules.RefusesWithoutRecall, first: 1551);

    [Fact]
    public void A_card_is_dealt_once() => CaughtRule(Checks.CardsAreExact, CardBugs.DealsAgain);

    [Fact]
    public void A_card_is_void_when_its_days_are_over() => CaughtRule(Checks.CardsAreExact, CardBugs.LastsLonger);

    [Fact]
    public void A_card_pays_once() => CaughtRule(Checks.CardsAreExact, CardBugs.PaysTwice);

    [Fact]
    public void A_card_is_what_was_sealed() => CaughtRule(Checks.CardsAreExact, CardBugs.TurnsCards);

    [Fact]
    public void A_test_member_that_is_taken_for_another_is_seen() => CaughtRule(Checks.TestMembersStayApart, TestMemberBugs.LosesMark);

    [Fact]
    public void A_test_member_that_takes_a_unit_stops_its_shard() => CaughtRule(Checks.ShardsGoOn, TestMemberBugs.TakesUnits);

    [Fact]
    public void A_code_is_given_once() => CaughtRule(Checks.CouponsAreExact, CouponBugs.GivesAgain);

    [Fact]
    public void A_coupon_does_not_wait_for_ever() => CaughtRule(Checks.CouponsAreExact, CouponBugs.ForgetsCoupon);

    [Fact]
    public void A_coupon_is_replaced_only_where_no_code_is_left() => CaughtRule(Checks.NoneLeftIsTrue, CouponBugs.ReplacesEarly);

    [Fact]
    public void What_stands_in_for_a_coupon_is_given() => CaughtRule(Checks.CouponsAreExact, CouponBugs.KeepsStandIn);

    [Fact]
    public void A_code_is_added_once() => Caught(Checks.CouponsAreExact, new RulesWith(_ => new TakesAnyUpload()));

    [Fact]
    public void A_code_is_not_given_after_its_last_day() => CaughtRule(Checks.CouponsAreExact, CouponBugs.LastsLonger);

    [Fact]
    public void A_code_is_not_retired_on_its_last_day() => CaughtRule(Checks.CouponsAreExact, CouponBugs.EndsEarly);

    [Fact]
    public void A_shard_knows_the_days_of_the_codes_that_it_has() => CaughtRule(Checks.CouponsAreExact, CouponBugs.ForgetsDays, first: 1861);

    [Fact]
    public void A_code_that_expires_soonest_is_given_first() => CaughtRule(Checks.CouponsAreExact, CouponBugs.GivesLastFirst);

    [Fact]
    public void A_code_that_was_retired_does_not_come_back() => Caught(Checks.CouponsAreExact, new RulesWith(_ => new ReturnsRetired()), first: 3131);

    [Fact]
    public void What_is_less_strict_waits_for_a_day() => CaughtRule(Checks.LimitsAreKept, LimitBugs.LoosensAtOnce);

    [Fact]
    public void A_cool_off_is_not_shortened() => CaughtRule(Checks.LimitsAreKept, LimitBugs.EndsCoolOff);

    [Fact]
    public void A_paid_play_counts_for_the_limits_of_its_member() => CaughtRule(Checks.LimitsAreKept, LimitBugs.ForgetsPaid);

    [Fact]
    public void An_age_that_is_told_is_known() => CaughtRule(Checks.MinorsAreKept, LimitBugs.ForgetsAge);

    [Fact]
    public void A_minor_is_one_to_its_last_day() => Caught(Checks.MinorsAreKept, new RulesWith(_ => new TakesMinors()));

    [Fact]
    public void Goods_that_are_won_begin_an_order() => CaughtRule(Checks.OrdersAreExact, OrderBugs.ForgetsGoods);

    [Fact]
    public void An_address_goes_with_the_last_step() => CaughtRule(Checks.OrdersAreExact, OrderBugs.KeepsAddress);

    [Fact]
    public void Goods_are_ordered_before_they_are_shipped() => CaughtRule(Checks.OrdersAreExact, OrderBugs.ShipsUnordered);

    [Fact]
    public void A_number_of_an_edition_is_given_once() => CaughtRule(Checks.EditionsAreExact, BadgeBugs.GivesNumberAgain);

    [Fact]
    public void An_edition_has_no_badge_more_than_its_limit() => CaughtRule(Checks.EditionsAreExact, BadgeBugs.GivesOneMore);

    [Fact]
    public void A_limited_badge_does_not_wait_for_ever() => CaughtRule(Checks.BadgesComeOnce, BadgeBugs.ForgetsBadge);

    [Fact]
    public void Nobody_is_left_out_when_a_badge_is_published_later() => CaughtRule(Checks.BadgesComeOnce, BadgeBugs.LeavesOut);

    [Fact]
    public void A_badge_comes_once() => CaughtRule(Checks.BadgesComeOnce, BadgeBugs.GivesTwice);

    [Fact]
    public void A_set_of_badges_gives_its_prize_once() => CaughtRule(Checks.BadgesComeOnce, BadgeBugs.CompletesAgain);

    [Fact]
    public void A_set_of_badges_is_complete_with_its_last_badge() => CaughtRule(Checks.BadgesComeOnce, BadgeBugs.CompletesEarly);

    [Fact]
    public void Members_are_looked_through_when_badges_change() => CaughtRule(Checks.BadgesComeOnce, BadgeBugs.NeverLooks);

    [Fact]
    public void A_unique_prize_is_won_once() => CaughtRule(Checks.UniquePrizesOnce, PrizeBugs.ForgetsOwned);

    [Fact]
    public void No_unit_is_released_before_its_time() => CaughtRule(Checks.DripsAreKept, PrizeBugs.ReleasesMore);

    [Fact]
    public void A_slip_is_not_forgotten() => CaughtRule(Checks.DrawsAreExact, DrawBugs.ForgetsSlips);

    [Fact]
    public void A_late_entry_is_not_sealed() => CaughtRule(Checks.DrawsAreExact, DrawBugs.CountsTwice);

    [Fact]
    public void A_winner_is_paid_once() => CaughtRule(Checks.DrawsAreExact, DrawBugs.GivesAgain);

    [Fact]
    public void A_budget_is_not_gone_without_recall() => CaughtRule(Checks.NoneLeftIsTrue, BudgetBugs.RefusesWithoutRecall, first: 61);

    [Fact]
    public void Units_out_of_nowhere_are_counted() => CaughtRule(Checks.UnitsAreMovedNotMade, WrongRules.MakesUnits);

    [Fact]
    public void A_fallback_beside_a_unit_is_seen() => CaughtRule(Checks.PrizesFollowTheTable, WrongRules.GivesFallback);

    [Fact]
    public void A_play_that_is_undone_gives_its_price_back() => CaughtRule(Checks.PlaysFollowTheTerms, WrongRules.KeepsPrice);

    [Fact]
    public void Free_plays_are_counted() => CaughtRule(Checks.PlaysFollowTheTerms, WrongRules.ForgetsFreePlays);

    [Fact]
    public void A_nonce_is_used_once() => CaughtRule(Checks.PlaysFollowTheTerms, WrongRules.RepeatsNonces);

    [Fact]
    public void Points_follow_their_rule() => CaughtRule(Checks.PointsAreConserved, WrongRules.GivesMore);

    [Fact]
    public void Nothing_is_taken_back_twice() => CaughtRule(Checks.PointsAreConserved, WrongRules.ForgetsRefunds, first: 191);

    [Fact]
    public void What_is_owed_is_paid_first() => CaughtRule(Checks.PointsAreConserved, WrongRules.LetsDebtsStand);

    [Fact]
    public void A_member_is_opened_once() => Caught(Checks.MembersAreOpenedOnce, new RulesWith(_ => new OpensAgain()));

    [Fact]
    public void A_lot_that_a_member_does_not_bring_along_is_missed() => CaughtRule(Checks.MembersAreOpenedOnce, WrongOpenings.DropLots);

    [Fact]
    public void An_opening_that_moves_a_board_is_seen() => CaughtRule(Checks.ImportsEarnNothing, WrongOpenings.MoveBoard);

    [Fact]
    public void History_that_earns_is_seen() => Caught(Checks.ImportsEarnNothing, new RulesWith(_ => new CountsHistory()));

    [Fact]
    public void Points_of_a_budget_come_from_it() => CaughtRule(Checks.BudgetsAreKept, BudgetBugs.DrawsNothing);

    [Fact]
    public void An_earning_is_cut_only_when_nothing_is_left() => CaughtRule(Checks.NoneLeftIsTrue, BudgetBugs.CutsEarly);

    [Fact]
    public void An_earning_that_is_cut_says_so() => CaughtRule(Checks.BudgetsAreKept, BudgetBugs.CutsSilently);

    [Fact]
    public void A_refund_gives_the_budget_its_points_back() => CaughtRule(Checks.BudgetsAreKept, BudgetBugs.FreesNothing);

    [Fact]
    public void Points_that_go_back_arrive() => CaughtRule(Checks.BudgetsAreKept, BudgetBugs.KeepsFreed);

    [Fact]
    public void A_reward_is_not_given_again_after_a_refund() => CaughtRule(Checks.RewardsAreGivenOnce, ChallengeBugs.ForgetsGiven);

    [Fact]
    public void A_late_activity_counts_for_challenges() => CaughtRule(Checks.RewardsAreGivenOnce, ChallengeBugs.ForgetsLate);

    [Fact]
    public void A_late_activity_gives_a_freeze_back() => CaughtRule(Checks.RewardsAreGivenOnce, ChallengeBugs.KeepsFreezes, first: 61);

    [Fact]
    public void A_reward_is_given_once() => CaughtRule(Checks.RewardsAreGivenOnce, ChallengeBugs.GivesTwice);

    [Fact]
    public void A_multiplier_is_for_what_happened_while_it_ran() => CaughtRule(Checks.PointsAreConserved, MultiplierBugs.CountsEarlier);

    [Fact]
    public void A_refund_takes_back_what_a_multiplier_added() => CaughtRule(Checks.MultipliersAreKept, MultiplierBugs.KeepsAdded);

    [Fact]
    public void A_rank_is_that_of_the_whole_board() => CaughtRule(Checks.BoardsRewardOnce, BoardBugs.RewardsEachSlice);

    [Fact]
    public void A_refund_moves_the_board_of_its_streak() => CaughtRule(Checks.StreaksAreCounted, BoardBugs.KeepsRuns);

    [Fact]
    public void A_streak_on_a_board_has_the_days_that_were_kept() => CaughtRule(Checks.StreaksAreCounted, BoardBugs.CountsLater);

    [Fact]
    public void Nothing_but_days_moves_the_board_of_a_streak() => CaughtRule(Checks.StreaksAreCounted, BoardBugs.ScoresWithPlays);

    [Fact]
    public void A_board_rewards_once() => CaughtRule(Checks.BoardsRewardOnce, BoardBugs.PaysTwice);

    [Fact]
    public void Nobody_of_the_highest_is_forgotten() => CaughtRule(Checks.BoardsRewardOnce, BoardBugs.ForgetsTheLast);

    [Fact]
    public void A_cohort_does_not_hold_too_many() => CaughtRule(Checks.CohortsAreExact, CohortBugs.LosesCount);

    [Fact]
    public void A_member_is_in_one_cohort() => CaughtRule(Checks.CohortsAreExact, CohortBugs.SeatsElsewhere);

    [Fact]
    public void A_member_rises_one_division() => CaughtRule(Checks.CohortsAreExact, CohortBugs.PromotesTwice);

    [Fact]
    public void Nobody_who_rises_is_forgotten() => CaughtRule(Checks.CohortsAreExact, CohortBugs.ForgetsOne, first: 71);

    [Fact]
    public void Who_rises_or_falls_is_told_from_where() => CaughtRule(Checks.CohortsAreExact, CohortBugs.TellsOtherwise);

    [Fact]
    public void Divisions_wait_for_every_slice() => CaughtRule(Checks.CohortsAreExact, CohortBugs.RanksTooEarly);

    [Fact]
    public void A_play_that_is_undone_gives_its_ticket_back() => CaughtRule(Checks.TicketsAreKept, ChallengeBugs.KeepsTicket, first: 751);

    [Fact]
    public void A_ticket_is_used_once() => CaughtRule(Checks.TicketsAreKept, ChallengeBugs.SavesTickets);

    [Fact]
    public void Tickets_that_are_won_come() => CaughtRule(Checks.TicketsAreKept, GiftBugs.ForgetsTickets);

    [Fact]
    public void Tickets_that_are_granted_come_once() => CaughtRule(Checks.TicketsAreKept, GiftBugs.GrantsTwice);

    [Fact]
    public void A_badge_that_is_won_comes() => CaughtRule(Checks.BadgesComeOnce, GiftBugs.ForgetsBadge);

    [Fact]
    public void An_outcome_is_the_seeds() => CaughtRule(Checks.OutcomesAreTheSeeds, WrongRules.PrefersLosing);

    [Fact]
    public void A_seed_that_is_revealed_early_is_seen() =>
        Caught(Checks.SeedsAreKept, new RulesWith(world => new ChangedRules(WrongRules.RevealsEarly(world))));

    [Fact]
    public void A_version_is_adopted_as_it_was_published() => CaughtRule(Checks.VersionsAreAdopted, WrongRules.AdoptsEarly);

    [Fact]
    public void A_record_that_the_rules_would_not_make_is_seen() => CaughtRule(Checks.RecordsAreDerivable, WrongRules.GivesMore);

    [Fact]
    public void An_old_owner_that_takes_a_refusal_for_a_commit_answers_with_what_is_not_its_own() =>
        Caught(Checks.OldOwnersAreSilent, new JournalWith((inside, _) => new TakesRefusalForWritten(inside)));

    [Fact]
    public void A_shard_that_is_released_before_it_rests_is_seen() => Caught(Checks.ReleasedRests, new KeeperWith(own => new ReleasesBeforeRest(own)));

    [Fact]
    public void A_silo_that_goes_on_after_it_was_declared_dead_is_seen() =>
        Caught(Checks.TheDeadStayDead, new KeeperWith(own => new DropsNothing(own), StoreRules.Sound with { ChecksEpoch = false }), first: 821);

    [Fact]
    public void A_silo_that_comes_back_from_the_dead_is_seen() =>
        Caught(Checks.TheDeadStayDead, new UnsoundStore(StoreRules.Sound with { KeepsTheDeadDead = false }));

    [Fact]
    public void A_store_that_gives_the_same_shard_to_two_who_live_is_seen() =>
        Caught(Checks.TheLivingKeepTheirs, new UnsoundStore(StoreRules.Sound with { ChecksOwner = false }));

    [Fact]
    public void A_silo_that_is_declared_dead_too_soon_is_seen() =>
        Caught(Checks.OnlyTheSilentDie, new UnsoundStore(StoreRules.Sound with { WaitsForSilence = false }));

    [Fact]
    public void A_silo_that_was_away_itself_declares_nobody_dead() =>
        Caught(Checks.OnlyTheSilentDie, new UnsoundStore(StoreRules.Sound with { CountsOwnGaps = false }));

    [Fact]
    public void Shards_that_nobody_gives_up_do_not_come_home() => Caught(Checks.ShardsComeHome, new KeeperWith(own => new NeverReleases(own)));

    private void CaughtRule(string check, Func<Grains.Kernel.ShardState, ShardInput, Decided, Decided> bug, ulong first = 1) =>
        Caught(check, new RulesWith(_ => new ChangedRules(bug)), first);

    /// <param name="first">Where the search begins: for a bug that needs a rare town, near a seed that is known to hold one.</param>
    private void Caught(string check, Composition bug, ulong first = 1)
    {
        for (ulong seed = first; seed < first + MostSeeds; seed++)
        {
            IReadOnlyList<Violation> violations = Judge.Verdict.On(Run.Of(seed, bug));
            if (violations.FirstOrDefault(v => v.Check == check) is { } caught)
            {
                output.WriteLine($"seed {seed}: {caught}");
                return;
            }
        }

        Assert.Fail($"{check} did not see the bug in {MostSeeds} seeds");
    }
}
