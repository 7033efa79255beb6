namespace Jifen.Grains.Kernel;

/// <summary>An answer tells of the whole record, what followed from the decision included.</summary>
internal static class AnswerAfter
{
    /// <param name="answer">As it was decided.</param>
    /// <param name="events">All events of the record.</param>
    /// <param name="decided">How many of them were decided; the others followed.</param>
    public static Answer? Of(Answer? answer, IReadOnlyList<GrainEvent> events, int decided)
    {
        if (events.Count == decided || answer is not (ActivityRecorded or Played))
        {
            return answer;
        }

        Points more = new(events.Skip(decided).Sum(Available));
        string[] badges = [.. events.Skip(decided).OfType<BadgeEarned>().Select(earned => earned.Badge)];
        return answer switch
        {
            ActivityRecorded recorded => recorded with { Available = recorded.Available + more, Badges = badges.Length == 0 ? null : badges },
            Played played => played with { Available = played.Available + more, Badges = badges.Length == 0 ? null : badges },
            _ => answer,
        };
    }

    private static long Available(GrainEvent followed) => followed switch
    {
        PointsEarned earned => earned.Points.Value,
        PointsRepaid repaid => -repaid.Points.Value,
        _ => 0,
    };
}
