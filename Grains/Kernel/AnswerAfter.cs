namespace Jifen.Grains.Kernel;

/// <summary>An answer tells of the whole record, what followed from the decision included.</summary>
internal static class AnswerAfter
{
    /// <param name="answer">As it was decided.</param>
    /// <param name="events">All events of the record.</param>
    /// <param name="decided">How many of them were decided; the others followed.</param>
    public static Answer? Of(Answer? answer, IReadOnlyList<GrainEvent> events, int decided)
    {
        Answer? told = WithMultipliers(answer, events);
        if (told is not (ActivityRecorded or Played or Scratched or DayRepaired or Claimed) || (events.Count == decided && !BringBadges(events)))
        {
            return told;
        }

        Points more = new(events.Skip(decided).Sum(Available));
        string[] badges = [.. events.OfType<BadgeEarned>().Select(earned => earned.Badge)];
        ChallengeProgress[] completed = [.. events.Skip(decided).OfType<ChallengeRewarded>().Select(rewarded => Completed(rewarded, events))];
        return told switch
        {
            ActivityRecorded recorded => recorded with
            {
                Available = recorded.Available + more,
                Badges = badges.Length == 0 ? null : badges,
                Challenges = completed.Length == 0 ? recorded.Challenges : [.. recorded.Challenges ?? [], .. completed],
            },
            Played played => played with
            {
                Available = played.Available + more,
                Badges = badges.Length == 0 ? null : badges,
                Challenges = completed.Length == 0 ? null : completed,
            },
            Scratched scratched => scratched with
            {
                Available = scratched.Available + more,
                Badges = badges.Length == 0 ? null : badges,
                Challenges = completed.Length == 0 ? null : completed,
            },
            DayRepaired repaired => repaired with { Available = repaired.Available + more },
            Claimed claimed => claimed with { Available = claimed.Available + more },
            _ => told,
        };
    }

    /// <summary>Whether a badge was won by the decision itself.</summary>
    private static bool BringBadges(IReadOnlyList<GrainEvent> events)
    {
        for (int i = 0; i < events.Count; i++)
        {
            if (events[i] is BadgeEarned)
            {
                return true;
            }
        }

        return false;
    }

    private static Answer? WithMultipliers(Answer? answer, IReadOnlyList<GrainEvent> events)
    {
        if (answer is not (ActivityRecorded or Played or Scratched or Claimed))
        {
            return answer;
        }

        MultiplierView[] given = [.. events.OfType<MultiplierWon>().Select(won => new MultiplierView(won.Source, won.Name, won.Thousandths, won.Kinds, won.From, won.Until))];
        return given.Length == 0 ? answer : answer switch
        {
            ActivityRecorded recorded => recorded with { Multipliers = given },
            Played played => played with { Multipliers = given },
            Scratched scratched => scratched with { Multipliers = given },
            Claimed claimed => claimed with { Multipliers = given },
            _ => answer,
        };
    }

    /// <summary>A set of badges is complete: it is given once, so that all that names it in the record is its reward.</summary>
    private static ChallengeProgress Completed(ChallengeRewarded rewarded, IReadOnlyList<GrainEvent> events)
    {
        string cause = Challenge.ChallengeRules.CauseOf(rewarded.Challenge);
        PointsEarned? points = events.OfType<PointsEarned>().FirstOrDefault(earned => earned.Cause == cause);
        TicketsGiven? tickets = events.OfType<TicketsGiven>().FirstOrDefault(given => given.Cause == cause);
        return new(rewarded.Challenge, rewarded.Need, rewarded.Need)
        {
            Rewards = [new(null, rewarded.Times, points?.Points, tickets?.Lottery, tickets?.Count, null)],
        };
    }

    private static long Available(GrainEvent followed) => followed switch
    {
        PointsEarned earned => earned.Points.Value,
        PointsRepaid repaid => -repaid.Points.Value,
        _ => 0,
    };
}
