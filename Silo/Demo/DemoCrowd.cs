using System.Globalization;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Demo;

/// <summary>
/// Simulated members of the demo programme: they enrol one after the other, buy, play and now and then bring something back, by the
/// calls that clients make. What they do follows from the store, the ownership and the number of the step. Each start is an ownership of its
/// own, so that no id comes twice.
/// </summary>
/// <param name="largestStore">Bytes of the store at which the members stop.</param>
internal sealed class DemoCrowd(SiloEngine engine, long largestStore = DemoCrowd.LargestStore)
{
    /// <summary>Members in the end.</summary>
    public const int Members = 3_000;

    /// <summary>Bytes at which the demo stops growing; it promises to stay below 2 GB.</summary>
    public const long LargestStore = 1_500_000_000;

    /// <summary>Calls under way at most; a step that would make one more is left out.</summary>
    private const int MostUnderWay = 64;

    /// <summary>Members who are there before anybody buys.</summary>
    private const int First = 12;
    private const int EnrolPercent = 8;
    private const int PlayPercent = 52;
    private const int RefundPercent = 3;
    private const string Scope = "demo";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>What a late beat makes up for: with it no second has more than 48 commands.</summary>
    private static readonly TimeSpan MostBehind = TimeSpan.FromMilliseconds(200);

    private readonly Epoch _epoch = Home(engine)?.Epoch ?? default;
    private readonly List<DemoMember> _members = Enrolled(engine);
    private readonly HashSet<Task> _underWay = [];
    private Stamp _at = engine.Clock.Now();
    private double _due = 1;
    private long _step;
    private long _heard;

    /// <summary>Commands sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Commands that were answered. Those that were not left no record.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>Goes on until the end, until the store has reached its bound, or until another silo has the catalogue's shard.</summary>
    /// <returns>False where the bound was reached.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        bool room = true;
        while (room && !cancel.IsCancellationRequested)
        {
            await Task.Delay(Beat, engine.Seams.Time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Stamp now = engine.Clock.Now();
            room = await AdvanceAsync(now, waits: false).ConfigureAwait(false);
            if (Home(engine)?.Epoch != _epoch)
            {
                break;
            }
        }

        await RestAsync().ConfigureAwait(false);
        return room;
    }

    /// <summary>Sends what is due up to an instant.</summary>
    /// <param name="waits">Waits for calls under way where there are too many, instead of leaving steps out.</param>
    /// <returns>False where the store has reached its bound, and nothing was sent.</returns>
    internal async Task<bool> AdvanceAsync(Stamp now, bool waits)
    {
        TimeSpan since = now - _at;
        _at = now;
        ProgrammeCalendar calendar = (engine.Programmes.InForce(now) ?? Programme.Empty).Calendar;
        double most = DemoRhythm.PerSecond(calendar.MinuteOf(now), now.Microseconds / 1_000_000);
        _due = Math.Min(_due + (most * since.TotalSeconds), most * MostBehind.TotalSeconds);
        for (; _due >= 1; _due--)
        {
            if (_step % 256 == 0 && engine.Journal.ReadSize().UsedBytes >= largestStore)
            {
                return false;
            }

            await StepAsync(now, calendar.DayOf(now), waits).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits for the calls under way.</summary>
    internal Task RestAsync() => Task.WhenAll(_underWay);

    /// <summary>The catalogue's shard, which one silo of a cluster has.</summary>
    private static ShardLoop? Home(SiloEngine engine) => engine.Shards.Find(engine.Shards.Of(CatalogueGrain.GrainId));

    /// <remarks>The members of a store are those that it has a person for: they were enrolled in the order of their numbers.</remarks>
    private static List<DemoMember> Enrolled(SiloEngine engine)
    {
        List<DemoMember> members = [];
        for (int number = 1; number <= Members; number++)
        {
            MemberKey key = engine.MemberKeys.Of(DemoMember.IdOf(number));
            if (engine.Journal.ReadPerson(key) is null)
            {
                break;
            }

            members.Add(new(number, key));
        }

        return members;
    }

    private async ValueTask StepAsync(Stamp now, DateOnly today, bool waits)
    {
        _underWay.RemoveWhere(static call => call.IsCompleted);
        if (_underWay.Count >= MostUnderWay)
        {
            if (!waits)
            {
                return;
            }

            await Task.WhenAny(_underWay).ConfigureAwait(false);
        }

        _step++;
        Sent++;
        _underWay.Add(Act(DemoDraw.Of(engine.Journal.Identity.StoreId, _epoch, _step), now, today));
    }

    private Task Act(DemoDraw draw, Stamp now, DateOnly today)
    {
        if (_members.Count < First || (_members.Count < Members && draw.Chance(EnrolPercent)))
        {
            return EnrolAsync();
        }

        // The earlier somebody came, the more often he does: the lesser of two draws.
        DemoMember member = _members[Math.Min(draw.Below(_members.Count), draw.Below(_members.Count))];
        int chosen = draw.Below(100);
        if (chosen < PlayPercent && member.TakeCard() is { } card)
        {
            return SendAsync(member, new ScratchCard(member.Key, card));
        }

        Game? game = engine.Programmes.InForce(now)?.Games is { Count: > 0 } games ? draw.Of(games) : null;
        if (chosen < PlayPercent && game is not null && member.MayPlay(today, game))
        {
            member.Plays(today, game);
            return SendAsync(member, new Play(member.Key, game.Id, ""));
        }

        if (chosen >= 100 - RefundPercent && member.Purchase is { } bought)
        {
            member.BringsBack();
            return SendAsync(member, new RefundActivity(member.Key, bought, RequestKeys.Of(ActivityResource.Scope, bought), null, null));
        }

        ReportActivity purchase = DemoShop.Purchase(ref draw, member.Key, _epoch, _step, now);
        return SendAsync(member, purchase, RequestKeys.Of(ActivityResource.Scope, purchase.Id));
    }

    private Task EnrolAsync()
    {
        int number = _members.Count + 1;
        DemoMember member = new(number, engine.MemberKeys.Of(DemoMember.IdOf(number)));
        _members.Add(member);
        return SendAsync(member, new Enrol(member.Key), RequestKeys.Of(Scope, member.Id), new(member.Key, member.Id, null));
    }

    private Task SendAsync(DemoMember member, ShardInput input) =>
        SendAsync(member, input, RequestKeys.Of(Scope, string.Create(CultureInfo.InvariantCulture, $"{_epoch.Value}-{_step}")));

    /// <remarks>A call that could not be served now is not made again: the crowd is many.</remarks>
    private async Task SendAsync(DemoMember member, ShardInput input, RequestKey key, Journal.Person? person = null)
    {
        try
        {
            Answered reply = await engine.Calls.DecideAsync(engine.Shards.Of(member.Key), input, member.Key, key, person).ConfigureAwait(false);
            member.Hears(reply.Answer);
            Interlocked.Increment(ref _heard);
        }
        catch (ProblemException)
        {
            return;
        }
    }
}
