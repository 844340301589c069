using System.Net;
using CloudNet.Agent.Plan.Services;
using CloudNet.Contracts.Services;
using CsCheck;
using Xunit;

namespace CloudNet.Agent.Tests.Services;

public sealed class BackendSlotsTests
{
    [Theory]
    [InlineData("2=1 3=1", "2 3")]
    [InlineData("3=1 2=1", "2 3")]
    [InlineData("2=50 3=100", "2 3 3")]
    [InlineData("2=3 3=0 4=2", "2 2 2 4 4")]
    [InlineData("2=100", "2")]
    [InlineData("2=1 3=1 2=1", "2 3")]
    [InlineData("2=0 3=0", "")]
    [InlineData("", "")]
    public void Each_has_as_many_places_as_it_weighs(string backends, string places) =>
        Assert.Equal(places, string.Join(" ", BackendSlots.Of(Parse(backends)).Select(address => address.GetAddressBytes()[3])));

    [Fact]
    public void There_are_never_too_many_places_and_who_weighs_something_has_one() =>
        Gen.Int[0, ServiceBounds.Weight].Array[0, 6_000].Sample(weights =>
        {
            Backend[] backends = [.. weights.Select((weight, at) => new Backend(new IPAddress([10, 0, (byte)(at >> 8), (byte)at]), weight, false))];
            var places = BackendSlots.Of(backends);
            var some = backends.Where(backend => backend.Weight > 0).Take(ServiceBounds.Slots).Select(backend => backend.Address);
            return places.Count <= ServiceBounds.Slots && places.Distinct().SequenceEqual(some);
        }, iter: 200);

    private static IEnumerable<Backend> Parse(string backends) =>
        from one in backends.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let parts = one.Split('=')
        select new Backend(IPAddress.Parse($"10.0.0.{parts[0]}"), int.Parse(parts[1]), false);
}
