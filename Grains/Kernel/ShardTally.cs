using System.Text.Json;

namespace Jifen.Grains.Kernel;

/// <summary>
/// What has happened on a shard since its first record, counted from the records alone and kept with every checkpoint: it does not
/// matter which members are in memory. Points are counted twice, by what the events say in all and by the lots they move, so that the
/// two can be held against each other.
/// </summary>
public sealed class ShardTally() : Grain(GrainId)
{
    public const string GrainId = "tally";

    private readonly SortedDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private PlayCounts _plays;
    private PointCounts _points;
    private UnitCounts _units;
    private UnitCounts _budgets;
    private CardCounts _cards;
    private long _members;
    private long _activities;
    private long _badges;
    private long _commands;

    /// <summary>The figures as of now.</summary>
    public TallyFigures Figures => new(
        _members, _activities, _badges, _commands, _plays, _points, _units, _budgets, [.. _refusals.Select(r => new RefusalTally(r.Key, r.Value))])
    {
        Cards = _cards == default ? null : _cards,
    };

    /// <summary>Counts the answer of a record, unless the restored state already holds it. A play that waits is answered when it is settled.</summary>
    internal void Count(Answer answer, in RecordStamp at)
    {
        if (answer is PlayPending || Holds(at))
        {
            return;
        }

        Touch(at);
        _commands++;
        if (answer is Refusal refusal)
        {
            _refusals[refusal.Code] = _refusals.GetValueOrDefault(refusal.Code) + 1;
        }
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(Figures, TallyJson.Default.TallyFigures);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        TallyFigures saved = JsonSerializer.Deserialize(state, TallyJson.Default.TallyFigures)!;
        (_members, _activities, _badges, _commands) = (saved.Members, saved.Activities, saved.Badges, saved.Commands);
        (_plays, _points, _units, _budgets) = (saved.Plays, saved.Points, saved.Units, saved.Budgets);
        _cards = saved.Cards ?? default;
        foreach (RefusalTally refusal in saved.Refusals)
        {
            _refusals.Add(refusal.Code, refusal.Count);
        }
    }

    /// <remarks>Most kinds of events count for nothing here.</remarks>
    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case MemberEnrolled:
                _members++;
                break;
            case ActivityCounted:
                _activities++;
                break;
            case BadgeEarned:
                _badges++;
                break;
            case PlayTaken or CardTaken:
                _plays.Taken++;
                break;
            case PlaySettled settled:
                Settle(settled);
                break;
            default:
                ApplyCard(happened);
                break;
        }
    }

    /// <remarks>A play of a deck is complete with its card; the prize comes with the scratch.</remarks>
    private void ApplyCard(GrainEvent happened)
    {
        switch (happened)
        {
            case CardDealt:
                _plays.Settled++;
                _cards.Dealt++;
                break;
            case CardUndone:
                _plays.Undone++;
                break;
            case CardScratched scratched:
                _plays.Prizes += scratched.Prize ? 1 : 0;
                _cards.Scratched++;
                break;
            case CardVoided:
                _cards.Voided++;
                break;
            default:
                ApplyPoints(happened);
                break;
        }
    }

    private void Settle(PlaySettled settled)
    {
        _plays.Settled += settled.Refused ? 0 : 1;
        _plays.Undone += settled.Refused ? 1 : 0;
        _plays.Prizes += settled.Prize ? 1 : 0;
    }

    private void ApplyPoints(GrainEvent happened)
    {
        switch (happened)
        {
            case PointsEarned earned:
                _points.Earn(earned.Points);
                break;
            case PointsOpened opened:
                _points.Earn(opened.Points);
                break;
            case PointsSpent spent:
                _points.Spend(spent.Points, spent.Parts);
                break;
            case PointsRestored restored:
                _points.Restore(restored.Points, restored.Parts);
                break;
            case LotExpired expired:
                _points.Expire(expired.Points);
                break;
            case PointsReversed reversed:
                _points.Reverse(reversed);
                break;
            case PointsRepaid repaid:
                _points.Repay(repaid);
                break;
            default:
                ApplyUnits(happened, ref BudgetName.IsKeptBy(happened.On) ? ref _budgets : ref _units);
                break;
        }
    }

    private static void ApplyUnits(GrainEvent happened, ref UnitCounts units)
    {
        switch (happened)
        {
            case UnitUsed:
                units.Used++;
                break;
            case BudgetUsed used:
                units.Used += used.Points.Value;
                break;
            case BudgetFreed freed:
                units.Used -= freed.Points.Value;
                units.Returned += freed.Points.Value;
                break;
            case UnitsReceived received:
                units.Granted += received.Units;
                break;
            case UnitsGivenBack back:
                units.Returned += back.Units;
                break;
            case UnitsLent lent:
                units.Lent += lent.Units;
                break;
            case UnitsBack back:
                units.Back += back.Units;
                break;
            case UnitsRegained regained:
                units.Back += regained.Units;
                break;
        }
    }
}
