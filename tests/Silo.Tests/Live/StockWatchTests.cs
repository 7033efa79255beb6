using Jifen.Silo.Live;

namespace Jifen.Silo.Tests.Live;

public sealed class StockWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly LocalText Cup = new("Cup", "杯子");

    private readonly StockWatch _watch = new();

    [Fact]
    public void Nothing_awarded_is_no_forecast()
    {
        Assert.Equal(new StockFigures("wheel", "cup", Cup, 100, 0, 10, 90, 0, null), At(Noon, 0, 10));
        Assert.Null(At(Noon.AddHours(5), 0, 10).Empty);
    }

    [Fact]
    public void Time_to_empty_follows_from_the_last_hour()
    {
        At(Noon, 0, 20);
        At(Noon.AddMinutes(30), 10, 20);
        StockFigures half = At(Noon.AddMinutes(60), 20, 20);

        Assert.Equal(20, half.PerHour, 6);
        Assert.Equal(Noon.AddHours(5), half.Empty);
        Assert.Equal((80, 0), (half.Left, half.Allotted));
        StockFigures slower = At(Noon.AddMinutes(90), 20, 20);
        Assert.Equal(10, slower.PerHour, 6);
        Assert.Equal(Noon.AddMinutes(90).AddHours(8), slower.Empty);
    }

    [Fact]
    public void The_first_minute_counts_as_a_whole_one()
    {
        At(Noon, 5, 20);

        Assert.Equal(60, At(Noon.AddSeconds(10), 6, 20).PerHour, 6);
    }

    [Fact]
    public void An_empty_stock_is_empty_now() => Assert.Equal(Noon, At(Noon, 100, 100).Empty);

    [Fact]
    public void What_is_released_of_a_stock_that_is_spread_over_time_is_told()
    {
        TreasuryStockView stock = new("wheel", "cup", 100, null, 95, 5) { Release = new(7, null) };

        Assert.Equal(7, _watch.Of(stock, Cup, 0, Noon).Released);
        Assert.Null(_watch.Of(stock with { Release = null }, Cup, 0, Noon).Released);
    }

    [Fact]
    public void What_has_expired_is_not_left()
    {
        TreasuryStockView stock = new("coupons:coffee", "codes", 100, null, 60, 30) { Expired = 10 };

        StockFigures figures = _watch.Of(stock, Cup, 20, Noon, expired: 14);

        Assert.Equal((14L, 6L, 60L), (figures.Expired, figures.Allotted, figures.Left));
        Assert.Equal(Noon, _watch.Of(stock, Cup, 86, Noon, expired: 14).Empty);
    }

    private StockFigures At(DateTimeOffset at, long awarded, long lent) =>
        _watch.Of(new("wheel", "cup", 100, null, 100 - lent, lent), Cup, awarded, at);
}
