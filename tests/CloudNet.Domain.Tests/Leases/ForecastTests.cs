using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Tests.Leases;

public sealed class ForecastTests
{
    [Theory]
    [InlineData(100, 7, 100)]
    [InlineData(100, 70, 10)]
    [InlineData(0, 3, 0)]
    [InlineData(1, 700, 0)]
    [InlineData(1_000_000_000, 1, null)]
    [InlineData(521, 1, 3_647)]
    [InlineData(522, 1, null)]
    [InlineData(100, 0, null)]
    [InlineData(100, -5, null)]
    public void At_the_pace_of_the_last_week(double free, int taken, int? days) =>
        Assert.Equal(days, Forecast.FullInDays((decimal)free, taken, TimeSpan.FromDays(30)));

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(8, 70)]
    public void Of_a_young_network_at_that_of_its_life(double age, int? days) =>
        Assert.Equal(days, Forecast.FullInDays(100, 10, TimeSpan.FromDays(age)));
}
