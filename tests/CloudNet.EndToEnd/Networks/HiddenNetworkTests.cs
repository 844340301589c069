using System.Net;

namespace CloudNet.EndToEnd.Networks;

/// <summary>A host is kept out of one of its networks, in which its containers go on.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class HiddenNetworkTests(SharedLab lab)
{
    private const string Path = "api/v1/networks/blue/hosts/v3/hidden";

    [Fact]
    public async Task AHostIsKeptOutOfANetworkThatIsHiddenFromIt()
    {
        var (host, far) = (lab.V3.Namespace, lab.Blue[0].Address);
        Assert.True(await Reach.ConnectsAsync(host, far), "a host takes part in its networks");
        await lab.Api.SendAsync(HttpMethod.Put, Path);
        try
        {
            await Eventually.HoldsAsync("the host is kept out", async () => !await Reach.ConnectsAsync(host, far));
            Assert.Equal(lab.Blue[2].Address, await lab.Blue[2].SeenByAsync(lab.Blue[0]));
            Assert.Equal(far, await lab.Blue[0].SeenByAsync(lab.Blue[2]));
        }
        finally
        {
            await lab.Api.SendAsync(HttpMethod.Delete, Path);
        }
        await Eventually.HoldsAsync("it takes part again", () => Reach.ConnectsAsync(host, far));
    }
}
