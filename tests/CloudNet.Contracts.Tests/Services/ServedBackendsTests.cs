using CloudNet.Contracts.Services;
using Xunit;

namespace CloudNet.Contracts.Tests.Services;

public sealed class ServedBackendsTests
{
    [Theory]
    [InlineData("ready ready", true, "0 1")]
    [InlineData("ready failing draining away unknown", true, "0 4")]
    [InlineData("unknown unknown", true, "0 1")]
    [InlineData("draining failing away", true, "0")]
    [InlineData("draining failing away", false, "0")]
    [InlineData("failing failing away", true, "0 1 2")]
    [InlineData("failing failing", false, "")]
    [InlineData("failing away", false, "1")]
    [InlineData("away away", true, "0 1")]
    [InlineData("away away", false, "0 1")]
    [InlineData("", true, "")]
    public void Who_gets_connections(string states, bool keepsFailing, string expected)
    {
        BackendState[] all = [.. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(state => Enum.Parse<BackendState>(state, ignoreCase: true))];
        Assert.Equal(expected, string.Join(' ', ServedBackends.Of([.. Enumerable.Range(0, all.Length)], at => all[at], keepsFailing)));
    }
}
