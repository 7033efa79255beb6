using Jifen.Grains.Catalogue;
using Jifen.Grains.Lottery;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Lotteries of the programme in force as a member sees them.</summary>
/// <param name="Lottery">Null for all of them.</param>
/// <param name="Member">Null for nobody in particular.</param>
internal sealed record LotteriesQuery(string? Lottery, MemberKey? Member) : ShardQuery<LotteriesView>
{
    public override LotteriesView Answer(in ReadContext at)
    {
        if (at.State.Self.InForce(at.Now) is not { Programme: { } programme } version)
        {
            return new(0, []);
        }

        List<LotteryView> views = [];
        foreach (Game game in programme.Games)
        {
            if ((Lottery is null || game.Id == Lottery) && LotteryQuery.View(at.State, game.Id, Member, at.Now) is { } view)
            {
                views.Add(view);
            }
        }

        return new(version.Version, views);
    }
}

/// <param name="Version">The version in force; 0 before the first.</param>
/// <param name="Lotteries">In declared order.</param>
internal sealed record LotteriesView(long Version, IReadOnlyList<LotteryView> Lotteries);
