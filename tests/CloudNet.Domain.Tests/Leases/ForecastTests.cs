using CloudNet.Domain.Leases;

namespace CloudNet.Domain.Tests.Leases;

public sealed class ForecastTests
{
    [Theory]
    [InlineData(100, 7, 100)]
    [InlineData(100, 70, 10)]
    [InlineData(0, 3, 0)]
    [InlineData(1, 700, 0)]
    [InlineData(1_000_000_000, 1, 36_500)]
    [InlineData(100, 0, null)]
    [InlineData(100, -5, null)]
    public void At_the_pace_of_the_last_week(double free, int taken, int? days) => Assert.Equal(days, Forecast.FullInDays((decimal)free, taken));
}
