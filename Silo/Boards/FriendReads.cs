using Jifen.Grains.Leaderboard;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>
/// The board of a member and its friends. Their shards are asked side by side; those that do not answer in time leave their friends out, and the
/// answer says how many and which shards: ranks among friends are then only those of the friends that are shown.
/// </summary>
/// <param name="within">How long all shards together may take.</param>
internal sealed class FriendReads(IShards shards, TimeProvider time, TimeSpan within)
{
    /// <summary>The member and those of its friends who stand on the period, highest first.</summary>
    /// <param name="period">Null for the one in which now lies.</param>
    /// <param name="seen">Where the friends were read.</param>
    /// <returns>Null where there is no such board or no such period is kept.</returns>
    /// <exception cref="BoardIncompleteException">The member's own shard has not answered.</exception>
    public async ValueTask<FriendsBoard?> ReadAsync(string board, PeriodKey? period, FriendsView of, RecordPlace seen)
    {
        ShardId home = shards.Of(of.Member);
        ReadDone own = (await AskAsync([home], _ => new BoardPlaceQuery(board, of.Member, period)).ConfigureAwait(false))[0]
            ?? throw new BoardIncompleteException([home]);
        return own.View is BoardPlaceView { Card: var card } ? await ReadAsync(card, of, seen).ConfigureAwait(false) : null;
    }

    private async ValueTask<FriendsBoard?> ReadAsync(BoardCard card, FriendsView of, RecordPlace seen)
    {
        (ShardId Shard, MemberKey[] Members)[] parts =
            [.. of.Friends.Append(of.Member).GroupBy(shards.Of).OrderBy(part => part.Key).Select(part => (part.Key, part.ToArray()))];
        ReadDone?[] reads = await AskAsync(
            [.. parts.Select(part => part.Shard)], at => new BoardMembersQuery(card.Board, card.Period, parts[at].Members)).ConfigureAwait(false);
        (ShardId Shard, MemberKey[] Members)[] missing = [.. parts.Where((_, at) => reads[at] is null)];
        if (missing.Any(part => part.Shard == seen.Shard))
        {
            throw new BoardIncompleteException([seen.Shard]);
        }

        ReadDone[] here = [.. reads.OfType<ReadDone>()];
        return here.Any(read => read.View is null) ? null : new(
            card, of.Friends.Count, [.. here.SelectMany(read => ((SlicePage)read.View!).Places).Order(Place.HighestFirst)],
            missing.Sum(part => part.Members.Length), [.. missing.Select(part => part.Shard)],
            [.. here.Select(read => read.Place.Shard == seen.Shard ? seen : read.Place)]);
    }

    /// <summary>What each shard answers; null for one that has refused or not answered in time.</summary>
    private async ValueTask<ReadDone?[]> AskAsync(ShardId[] of, Func<int, ShardQuery> queryOf)
    {
        Gathering gathering = new(of);
        for (int i = 0; i < of.Length; i++)
        {
            shards.Post(of[i], new Read(queryOf(i), gathering.SinkOf(i)));
        }

        try
        {
            await gathering.Task.WaitAsync(within, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What has come by now is the answer; the rest is named as missing.
        }

        return gathering.ReadSome();
    }
}

/// <summary>The board of a member and its friends.</summary>
/// <param name="Friends">How many the member has, whether or not they stand here.</param>
/// <param name="Places">Highest first, the member among them if it stands on the board.</param>
/// <param name="Missing">Friends of whom nothing is known, because their shard has not answered.</param>
/// <param name="MissingShards">Shards that have not answered.</param>
/// <param name="AsOf">How far each shard that answered had seen.</param>
internal sealed record FriendsBoard(
    BoardCard Card, int Friends, IReadOnlyList<Place> Places, int Missing, IReadOnlyList<ShardId> MissingShards, IReadOnlyList<RecordPlace> AsOf);
