using System.Globalization;
using System.Net;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Histories;

/// <summary>
/// One client of a history: it makes one call after the other, each at a silo by chance, sends some again until they are answered, and gives up others. Its plain
/// reads pass the position of what it saw last.
/// </summary>
/// <param name="calls">Calls that it makes at most.</param>
public sealed class Session(History history, int number, HistoryClient client, Dice dice, int calls)
{
    private const int LongestThought = 180;

    /// <summary>Made even where the fault is over before.</summary>
    private const int LeastCalls = 24;

    private static readonly long[] Earnings = [7, 11, 13];
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    private readonly SessionView[] _views = [new(), new()];
    private readonly List<Task> _patient = [];
    private int _keys;

    /// <summary>Makes calls until all are made, or until it is told to end and has made enough, and then reads once more what all have.</summary>
    public async Task LiveAsync(CancellationToken end)
    {
        for (int made = 0; made < calls - History.Members && (made < LeastCalls || !end.IsCancellationRequested); made++)
        {
            await Task.Delay(dice.Roll(LongestThought), CancellationToken.None);
            await StepAsync(made < History.Members ? made : dice.Roll(History.Members), made);
        }

        await Task.Delay(Timeout.Infinite, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_patient);
        for (int member = 0; member < History.Members; member++)
        {
            await ReadStronglyAsync(member, dice.Roll(client.Silos), Outage, again: true);
        }
    }

    private Task StepAsync(int member, int made) => made < History.Members ? EnrolAsync(member) : dice.Roll(100) switch
    {
        < 25 => EarnAsync(member),
        < 45 => PlayAsync(member),
        < 60 => ReadStronglyAsync(member, dice.Roll(client.Silos), Attempt, again: false),
        < 75 => WaitForAReadAsync(member),
        _ => ReadPlainlyAsync(member),
    };

    private async Task EnrolAsync(int member)
    {
        string key = NextKey();
        await ChangeAsync(HistoryCall.Enrol(history.Member(member), key), (answer, call) => answer switch
        {
            null => Keep(member, new(call.What("enrol"), call.Invoked, null, MemberBalance.Enrol) { Effect = "enrol" }, null),
            { Status: HttpStatusCode.Created } => Keep(member, new(call.What("enrol"), call.Invoked, call.Returned, MemberBalance.Enrol), answer),
            _ when answer.IsRefusal("exists") => Keep(member, new(call.What("exists"), call.Invoked, call.Returned, MemberBalance.IsEnrolled), answer),
            _ => Odd("enrolment", answer),
        });
    }

    private async Task EarnAsync(int member)
    {
        long points = Earnings[dice.Roll(Earnings.Length)];
        string key = NextKey();
        await ChangeAsync(HistoryCall.Earn(history.Member(member), key, points, TimeProvider.System.GetUtcNow()), (answer, call) => answer switch
        {
            null => Keep(member, new(call.What($"earn {points}"), call.Invoked, null, MemberBalance.MayEarn(points)) { Effect = $"earn {points}" }, null),
            { Status: HttpStatusCode.OK } => Keep(member, new(call.What($"earn {points} to {answer.Available}"), call.Invoked, call.Returned, MemberBalance.Earn(points, answer.Available)), answer),
            { IsUnknownMember: true } => Keep(member, new(call.What("no member to earn"), call.Invoked, call.Returned, MemberBalance.IsUnknown), answer),
            _ => Odd("activity", answer),
        });
    }

    /// <remarks>A play pays at one instant and wins at a later one, when its unit has come; what it tells of the points is as of the later.</remarks>
    private async Task PlayAsync(int member)
    {
        string key = NextKey();
        await ChangeAsync(HistoryCall.Play(history.Member(member), key, history.Wheel), (answer, call) => answer switch
        {
            null => Lost(member, call),
            { Status: HttpStatusCode.OK } => Played(member, call, answer),
            { IsUnknownMember: true } => Keep(member, new(call.What("no member to play"), call.Invoked, call.Returned, MemberBalance.IsUnknown), answer),
            _ when answer.IsRefusal("insufficient_points") => Keep(
                member, new(call.What("cannot pay"), call.Invoked, call.Returned, MemberBalance.CannotPay(HistoryProgramme.Cost)), answer),
            _ => Odd("play", answer),
        });
    }

    private int Lost(int member, Sent call)
    {
        history.Add(new Operation<PrizeStock>(call.What("win"), call.Invoked, null, PrizeStock.Win) { Effect = "win" });
        return Keep(member, new(call.What("pay"), call.Invoked, null, MemberBalance.Pay(HistoryProgramme.Cost)) { Effect = "pay" }, null);
    }

    private int Played(int member, Sent call, HistoryAnswer answer)
    {
        bool won = answer.Segment == "cup";
        history.Add(new Operation<PrizeStock>(call.What(won ? "win" : "none left"), call.Invoked, call.Returned, won ? PrizeStock.Win : PrizeStock.IsOut));
        int paid = history.Add(member, new(call.What("pay"), call.Invoked, call.Returned, MemberBalance.Pay(HistoryProgramme.Cost)));
        return Keep(member, new(call.What($"then have {answer.Available}"), call.Invoked, call.Returned, MemberBalance.Has(answer.Available)) { After = paid }, answer);
    }

    private async Task ReadPlainlyAsync(int member)
    {
        SessionView view = _views[member];
        Sent call = Begin();
        HistoryAnswer? answer = await client.TryAsync(dice.Roll(client.Silos), HistoryCall.Read(history.Member(member), strong: false), Attempt, view.Position);
        call = call with { Returned = History.Now };
        history.Count(answer is not null);
        if (answer is null)
        {
            return;
        }

        if (!view.TryFollow(answer.Position))
        {
            history.Find($"session {number} had seen {view.Position} of {history.Member(member)}, and then was shown {answer.Position}");
        }

        Operation<MemberBalance> read = Reading(call, answer, "plain ");
        Keep(member, read with { MayBeOld = true, After = view.Last }, answer);
    }

    /// <summary>Has a read wait for as long as a silo stands still, while the session goes on.</summary>
    private Task WaitForAReadAsync(int member)
    {
        _patient.Add(ReadStronglyAsync(member, dice.Roll(client.Silos), Outage, again: false));
        return Task.CompletedTask;
    }

    /// <remarks>It passes no position, so that it stands on its own.</remarks>
    private async Task ReadStronglyAsync(int member, int silo, TimeSpan within, bool again)
    {
        Sent call = Begin();
        HistoryCall read = HistoryCall.Read(history.Member(member), strong: true);
        HistoryAnswer? answer = await client.TryAsync(silo, read, within);
        for (int attempt = 1; answer is null && again && attempt < 200; attempt++)
        {
            await Task.Delay(50);
            answer = await client.TryAsync((silo + attempt) % client.Silos, read, Attempt);
        }

        call = call with { Returned = History.Now };
        history.Count(answer is not null, strongRead: true);
        if (answer is not null)
        {
            history.Add(member, Reading(call, answer, "strong "));
        }
    }

    private Operation<MemberBalance> Reading(Sent call, HistoryAnswer answer, string kind) => answer.IsUnknownMember
        ? new(call.What($"{kind}read of nobody"), call.Invoked, call.Returned, MemberBalance.IsUnknown)
        : new(call.What($"{kind}read of {answer.Points}"), call.Invoked, call.Returned, MemberBalance.Has(answer.Points));

    /// <summary>Sends a call under its key, once or until it is answered.</summary>
    private async Task ChangeAsync(HistoryCall call, Func<HistoryAnswer?, Sent, int> keep)
    {
        Sent sent = Begin();
        int attempts = dice.Chance(80) ? 100 : 1;
        HistoryAnswer? answer = null;
        for (int attempt = 0; attempt < attempts && answer is null; attempt++)
        {
            await Task.Delay(Math.Min(attempt, 2) * 50);
            answer = await client.TryAsync(dice.Roll(client.Silos), call, Attempt);
        }

        history.Count(answer is not null);
        keep(answer, sent with { Returned = History.Now });
    }

    /// <summary>Adds what was done, and what the session has seen by it.</summary>
    private int Keep(int member, Operation<MemberBalance> operation, HistoryAnswer? answer)
    {
        int index = history.Add(member, operation);
        if (answer?.Position is { } position)
        {
            _views[member].See(index, position);
        }

        return index;
    }

    private int Odd(string call, HistoryAnswer answer)
    {
        history.Find($"an {call} was answered {(int)answer.Status} {answer.Body}");
        return 0;
    }

    private Sent Begin() => new(number, History.Now, 0);

    private string NextKey() => string.Create(CultureInfo.InvariantCulture, $"{history.Member(0)}-{number}-{_keys++}");

    private sealed record Sent(int Session, long Invoked, long Returned)
    {
        public string What(string what) => $"session {Session}: {what}";
    }
}
