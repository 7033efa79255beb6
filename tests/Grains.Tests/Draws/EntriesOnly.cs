using Jifen.Grains.Draws;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Draws;

/// <summary>The same entries of the same members for any number of shards: nothing that a run does depends on where a member lives.</summary>
internal sealed class EntriesOnly
{
    private const int Members = 40;

    private readonly Town _town;

    public EntriesOnly(ulong seed, int shards)
    {
        Dice dice = new(seed);
        _town = new Town(shards, seed).With(AProgramme().From("2026-01-01T00:00:00+08:00", "2026-11-23T00:00:00+08:00").WithDraws(
            ADraw(APrize("car", 1, new GoodsPrize(Text("Car"))), APrize("ten", 5, new PointsPrize(new(10))))));
        List<MemberKey> members = [.. Enumerable.Range(0, Members).Select(n => _town.Enrol(n))];
        for (int i = 0; i < 150; i++)
        {
            Assert.IsType<Entered>(Assert.IsType<Decided>(_town.Enter(members[dice.Roll(Members)])).Answer);
            _town.Now = new(_town.Now.Microseconds + (dice.Roll(12) * 60_000_000L));
            _town.Settle();
        }

        _town.Now = At("2026-11-24T00:00:00+08:00");
        _town.Settle();
    }

    public IReadOnlyDictionary<string, string> Drawn() => _town.HomeOf(DrawId).State.Named.OfType<Drawing>()
        .ToDictionary(drawing => drawing.Period, drawing => string.Join(' ', drawing.Smallest.Select(slip => $"{slip.Member} {slip.Slip}")));
}
