using Jifen.Grains.Tests.Driving;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Tests.Coupon;

internal static class Wallets
{
    public static WalletView Of(Town town, MemberKey member) => WalletQuery.View(town.HomeOf(member).State, member)!;
}
