using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Member;

namespace Jifen.Grains.Cards;

/// <summary>All that a play of a scratch lottery is decided on.</summary>
internal sealed record DealAttempt(
    ShardState State, Play Input, Stamp Now, MemberGrain Member, Programme Programme, Deck Deck, LotterySlice Slice, DateOnly Day, MemberPlays Plays)
    : GameAttempt(State, Input, Now, Member, Programme, Deck, Slice, Day, Plays);
