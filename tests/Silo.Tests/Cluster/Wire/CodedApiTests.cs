using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>A silo that speaks to its shards in bytes.</summary>
public sealed class CodedSiloFixture : SiloFixture
{
    protected override SiloSeams Seams => Coded.Seams;
}

internal static class Coded
{
    public static SiloSeams Seams => new() { Shards = static shards => new CodedShards(shards) };
}

/// <summary>The tests of members and plays.</summary>
public sealed class CodedFlowTests(CodedSiloFixture fixture) : FlowTests(fixture), IClassFixture<CodedSiloFixture>;

/// <summary>The tests of boards.</summary>
public sealed class CodedBoardTests : BoardTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of tickets and badges that are won or granted.</summary>
public sealed class CodedGiftTests : GiftTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of grand prizes.</summary>
public sealed class CodedGrandPrizeTests : GrandPrizeTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of budgets.</summary>
public sealed class CodedBudgetTests : BudgetTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of refunds.</summary>
public sealed class CodedRefundTests : RefundTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of event streams.</summary>
public sealed class CodedLiveTests : LiveTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of coupon pools.</summary>
public sealed class CodedCouponTests : CouponTests
{
    protected override SiloSeams Seams => Coded.Seams;
}

/// <summary>The tests of orders.</summary>
public sealed class CodedOrderTests : OrderTests
{
    protected override SiloSeams Seams => Coded.Seams;
}
