using Jifen.Process.Tests.Clients;
using Jifen.Silo.Host;

namespace Jifen.Process.Tests.Kills;

/// <summary>One end of a silo by SIGKILL.</summary>
public abstract record Kill
{
    /// <summary>A moment after the silo serves.</summary>
    public sealed record UnderLoad(int Milliseconds) : Kill;

    /// <summary>A moment after the silo was told to start; it may serve already or not.</summary>
    public sealed record WhileStarting(int Milliseconds) : Kill;

    /// <summary>The n-th pass of a named point; the process ends itself.</summary>
    public sealed record AtPoint(KillPoint Point, int Pass) : Kill;

    /// <summary>The moment at which clients hold n more answers.</summary>
    public sealed record AfterAnswers(int Answers) : Kill;
}

/// <summary>The kills of a run, store by store: every point once, a tenth while starting, a tenth in checkpoints, the others under load.</summary>
public static class KillPlan
{
    private static readonly KillPoint[] Starting =
        [KillPoint.TakenOverBeforeWitness, KillPoint.BeforeEpochRecord, KillPoint.EpochRecordBeforeWitness];

    private static readonly KillPoint[] Checkpoints = [KillPoint.BeforeCheckpointStep, KillPoint.MidCheckpoint, KillPoint.FloorBeforeWitness];

    private const int KillsOfAStore = 15;

    public static IReadOnlyList<Kill[]> Draw(Dice dice, int kills) =>
        [.. dice.Shuffle(Moments(dice, kills)).Chunk(KillsOfAStore).Select(store => store.OrderBy(LeavesTail).SelectMany(WithReplay).ToArray())];

    /// <summary>A silo that was killed after it wrote a record leaves something to replay; one killed at another moment may have checkpointed all.</summary>
    private static bool LeavesTail(Kill kill) => kill is Kill.AtPoint { Point: KillPoint.WitnessedBeforeCompletion };

    private static IEnumerable<Kill> WithReplay(Kill kill) => LeavesTail(kill) ? [kill, new Kill.AtPoint(KillPoint.Replay, 1)] : [kill];

    private static List<Kill> Moments(Dice dice, int kills)
    {
        List<Kill> plan = [.. Enum.GetValues<KillPoint>().Except([KillPoint.Replay]).Select(point => new Kill.AtPoint(point, PassOf(dice, point))), new Kill.AfterAnswers(dice.Between(1, 30))];
        for (int i = plan.Count; i < kills - 1; i++)
        {
            plan.Add((i % 10) switch
            {
                0 => new Kill.WhileStarting(dice.Between(0, 900)),
                1 => At(dice, Checkpoints[dice.Roll(Checkpoints.Length)]),
                _ => new Kill.UnderLoad(dice.Between(50, 800)),
            });
        }

        return plan;
    }

    private static Kill.AtPoint At(Dice dice, KillPoint point) => new(point, PassOf(dice, point));

    private static int PassOf(Dice dice, KillPoint point) => point switch
    {
        _ when Starting.Contains(point) => 1,
        _ when Checkpoints.Contains(point) => dice.Between(1, 5),
        _ => dice.Between(1, 60),
    };
}
