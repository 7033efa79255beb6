namespace Jifen.Grains.Tests.Driving;

/// <summary>
/// A random run of everything at once: members earn, play and let points expire while stock is raised and lowered, versions follow
/// each other, campaigns pause, days pass, and mail is late.
/// </summary>
internal sealed class Festival
{
    private readonly Dice _dice;
    private readonly List<MemberKey> _members;

    public Festival(ulong seed, int shards, Action<Town>? plant = null)
    {
        _dice = new(seed * 7919);
        Town = new Town(shards, seed) { Now = ProgrammeBuilder.At("2026-11-29T18:00:00+08:00") }.With(RandomProgramme());
        plant?.Invoke(Town);
        _members = [.. Enumerable.Range(0, 12).Select(n => Town.Enrol(n))];
    }

    public Town Town { get; }

    /// <summary>Keys of all plays that were taken.</summary>
    public List<(MemberKey Member, RequestKey Key)> Taken { get; } = [];

    public Festival Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Act();
            for (int n = _dice.Roll(8); n > 0; n--)
            {
                Town.Step();
            }
        }

        Town.Settle();
        return this;
    }

    private void Act()
    {
        MemberKey member = _members[_dice.Roll(_members.Count)];
        switch (_dice.Roll(40))
        {
            case < 10:
                Town.Earn(member, _dice.Roll(60));
                break;
            case < 34:
                Play(member);
                break;
            case < 35:
                Town.Submit(member, new SweepMember(member));
                break;
            case < 36:
                Town.CatalogueHome.Submit(new PublishProgramme(Town.Store(RandomProgramme()), null, "lin"), Town.Now);
                break;
            case < 37:
                Town.CatalogueHome.Submit(new SetPaused($"lottery:{ProgrammeBuilder.WheelId}", _dice.Chance(30), "lin", "a test"), Town.Now);
                break;
            case < 38:
                Town.Now = new(Town.Now.Microseconds + (_dice.Roll(30) * 3600L * 1_000_000));
                break;
            default:
                Town.Now = new(Town.Now.Microseconds + (_dice.Roll(3000) * 1000L));
                break;
        }
    }

    private void Play(MemberKey member)
    {
        RequestKey key = Town.NewKey();
        if (Town.Play(member, key, $"{_dice.Roll(1000)}") is Decided { Answer: Played or PlayPending })
        {
            Taken.Add((member, key));
        }
    }

    private ProgrammeBuilder RandomProgramme()
    {
        ProgrammeBuilder programme = ProgrammeBuilder.AProgramme()
            .Expiring(_dice.Chance(50) ? new ExpiresAtEndOfMonth(0) : new NeverExpires())
            .FreePlays(_dice.Roll(4)).Costing(1 + _dice.Roll(9)).Guaranteeing(3, "silver")
            .WithSegments(
                ProgrammeBuilder.Stocked("gold", 5, Stock(8), Daily(), "silver") with { Substitute = _dice.Chance(80) ? "luck" : null },
                ProgrammeBuilder.Stocked("silver", 8, Stock(90), Daily(), "coins"),
                ProgrammeBuilder.Segment("coins", 3, new PointsPrize(new(5)), new StockRule(Stock(20), null), "none"),
                ProgrammeBuilder.Segment("luck", 2, new PointsPrize(new(2))),
                ProgrammeBuilder.Segment("none", 8));
        return _dice.Chance(15) ? programme.ClosingWhenEmpty() : programme;
    }

    private long Stock(int most) => _dice.Chance(10) ? 0 : _dice.Roll(most);

    private long? Daily() => _dice.Chance(50) ? _dice.Roll(25) : null;
}
