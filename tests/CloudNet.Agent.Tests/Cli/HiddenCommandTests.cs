using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>A network is hidden from a host, and exposed to it.</summary>
public sealed class HiddenCommandTests
{
    [Theory]
    [InlineData("hide", "PUT", "v1 is in blue for its containers alone.\n")]
    [InlineData("expose", "DELETE", "v1 itself takes part in blue.\n")]
    public async Task ItIsAskedFor_AndSaid(string verb, string method, string said)
    {
        var (status, output, _, asked) = await OperatorLine.RunAsync("", _ => (204, ""), "network", verb, "blue", "v1");
        Assert.Equal((0, said), (status, output));
        Assert.Equal([$"{method} networks/blue/hosts/v1/hidden "], asked);
    }
}
