using CloudNet.Controller.Bus;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNet.Controller.Tests.Bus;

public sealed class BusSetupTests
{
    [Fact]
    public void TheBusTellsNobodyOutsideOfItsUse()
    {
        using var services = new ServiceCollection().AddBus(new ConfigurationBuilder().Build()).BuildServiceProvider();
        Assert.False(services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }
}
