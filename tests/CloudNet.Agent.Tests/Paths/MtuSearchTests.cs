using CloudNet.Agent.Paths;
using Xunit;

namespace CloudNet.Agent.Tests.Paths;

/// <summary>The longest packet that passes, whatever it is.</summary>
public sealed class MtuSearchTests
{
    [Fact]
    public async Task It_is_found_up_to_three_bytes_less_with_few_probes()
    {
        for (var real = MtuSearch.LeastIpv4; real < 9000; real++)
        {
            var probes = 0;
            var found = await MtuSearch.BelowAsync(MtuSearch.LeastIpv4, 9000, length =>
            {
                probes++;
                return Task.FromResult(length <= real);
            });
            Assert.InRange(real - found!.Value, 0, 3);
            Assert.InRange(probes, 1, 13);
        }
    }

    [Fact]
    public async Task Where_nothing_passes_there_is_none() =>
        Assert.Null(await MtuSearch.BelowAsync(MtuSearch.LeastIpv4, 1450, _ => Task.FromResult(false)));
}
