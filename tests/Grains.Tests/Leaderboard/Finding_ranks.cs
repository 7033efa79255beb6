using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Catalogue;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>The owner finds the places of ranks among many slices by mail, without the list.</summary>
public sealed class Finding_ranks
{
    private const string Board = "daily";
    private static readonly PeriodKey Day = PeriodKey.Parse("2026-11-21");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5000)]
    [InlineData(3, 40)]
    [InlineData(7, 9000)]
    [InlineData(64, 300)]
    [InlineData(64, 20_000)]
    public void Every_place_that_is_found_is_the_one_at_that_rank_of_the_whole_sorted_list(int shards, int members)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            Slices slices = new(shards, members, seed);
            long[] ranks = [.. new long[] { 1, 2, 10, 33, members / 20, members / 3, members - 1, members }.Where(rank => rank >= 1 && rank <= members).Distinct().Order()];
            (IReadOnlyList<BoardPlace> found, int rounds) = slices.Find(ranks);
            Assert.Equal(ranks.Select(rank => slices.Sorted[(int)rank - 1]), found.Select(place => new Place(place.Score, place.Reached, place.Member)));
            Assert.True(rounds <= ranks.Length * 6, $"seed {seed}: {rounds} rounds for {ranks.Length} ranks");
        }
    }

    [Fact]
    public void All_members_on_one_slice_of_many_and_all_with_the_same_score_are_found_as_well()
    {
        Slices slices = new(16, 3000, 9, onOne: true, scores: 1);
        (IReadOnlyList<BoardPlace> found, int rounds) = slices.Find([1500, 1501]);
        Assert.Equal([slices.Sorted[1499].Member, slices.Sorted[1500].Member], found.Select(place => place.Member));
        Assert.True(rounds <= 12, $"{rounds} rounds");
    }

    [Fact]
    public void Control_a_slice_that_leaves_out_its_highest_is_caught()
    {
        Slices slices = new(3, 500, 1) { Doctor = told => told.Between > 1 ? told with { Between = told.Between - 1, Places = [.. told.Places.Skip(1)] } : told };
        (IReadOnlyList<BoardPlace> found, _) = slices.Find([10]);
        Assert.NotEqual(slices.Sorted[9].Member, found[0].Member);
    }

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(19, 5, 1)]
    [InlineData(20, 5, 1)]
    [InlineData(21, 5, 2)]
    [InlineData(200, 1, 2)]
    [InlineData(201, 1, 3)]
    [InlineData(7, 100, 7)]
    [InlineData(long.MaxValue, 100, long.MaxValue)]
    public void A_share_ends_with_the_part_of_a_member_counted_whole(long members, int percent, long rank) =>
        Assert.Equal(rank, new BoardTier(null, percent, new(new(1), null, null)).RankOf(members));

    /// <summary>Closed slices with random members, few scores and so many ties, and the mail between them and the owner.</summary>
    private sealed class Slices
    {
        private readonly ShardState[] _shards;

        public Slices(int shards, int members, ulong seed, bool onOne = false, int scores = 50)
        {
            SeededDraw draw = new(seed);
            _shards = [.. Enumerable.Range(0, shards).Select(id => new ShardState(new(id), shards))];
            List<Place> places = [];
            for (int i = 0; i < members; i++)
            {
                Place place = new(draw.Below(scores), new(draw.Below(1000)), new((UInt128)(ulong)(i + 1) * 0x9E3779B97F4A7C15));
                places.Add(place);
                ShardState shard = _shards[onOne ? 0 : (int)draw.Below(shards)];
                RecordStamp at = new(shard.Shard, new(i + 1), place.Reached, place.Member, null);
                shard.Fold([new BoardScored(place.Score) { On = BoardPart.IdOf(shard.BoardSlice(Board, Day), place.Member) }], at);
            }

            foreach (ShardState shard in _shards)
            {
                RecordStamp at = new(shard.Shard, new(members + 1), new(2000), null, null);
                shard.Fold([new BoardBegun(Day.ToString()) { On = BoardGrain.IdOf(Board) }, new BoardClosed(Day.ToString(), 0, default) { On = BoardGrain.IdOf(Board) }], at);
            }

            Sorted = [.. places.Order(Place.HighestFirst)];
        }

        public IReadOnlyList<Place> Sorted { get; }

        public Func<BoardPlacesTold, BoardPlacesTold> Doctor { get; init; } = static told => told;

        public (IReadOnlyList<BoardPlace> Found, int Rounds) Find(IReadOnlyList<long> ranks)
        {
            ShardState home = _shards[0];
            BoardRankingBegun begun = new(Day.ToString(), [.. ranks.Select(rank => new RankedReward(rank, new(new(1), null, null)))], null) { On = BoardOwner.IdOf(Board) };
            long sequence = Sorted.Count + 2;
            Fold([begun]);
            BoardPlacesWanted question = home.BoardOwner(Board).FindRanking(Day)!.Question(Board);
            while (true)
            {
                Message next = Ask(question);
                if (next is BoardRewardsDue due)
                {
                    return ([.. due.Rewards.Select(reward => reward.Through)], question.Round);
                }

                question = (BoardPlacesWanted)next;
            }

            void Fold(IReadOnlyList<GrainEvent> events) => home.Fold(events, new(home.Shard, new(sequence++), new(3000), null, null));

            Message Ask(BoardPlacesWanted wanted)
            {
                IReadOnlyList<AddressedMessage> messages = [];
                foreach (ShardState shard in _shards)
                {
                    var told = (BoardPlacesTold)Assert.Single(((Decided)RankingRules.Receive(shard, home.Shard, wanted)).Messages).Body;
                    var decided = (Decided)RankingRules.Receive(home, shard.Shard, Doctor(told));
                    Fold(decided.Events);
                    messages = decided.Messages;
                }

                Assert.Equal(_shards.Length, messages.Count);
                return messages[0].Body;
            }
        }
    }
}
