using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Web;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>What it says of networks that go from one way across to another.</summary>
public sealed partial class MemoryController
{
    /// <summary>Every network's.</summary>
    public List<RolloutRecord> Rollouts { get; } = [];

    public Task<IReadOnlyList<RolloutRecord>> RolloutsAsync(NetworkId network, CancellationToken cancel) => Answer<RolloutRecord>([.. Rollouts]);

    public Task<Answer<NetworkRecord>> ChangeNetworkAsync(NetworkId network, ChangeNetwork request, CancellationToken cancel)
    {
        if (request.Mtu is > 0 and < 576) return Done<NetworkRecord>(null, new(
            "urn:cloudnet:invalid", "The network was not changed", 400, null, [new("mtu", "An MTU is at least 576.", "Leave it empty to have it measured.")]));
        Asked.Add($"change {request}");
        return Done(fleet.Networks.Single(known => known.Id == network), null);
    }

    public Task<Answer<NetworkRecord>> RotateKeysAsync(NetworkId network, CancellationToken cancel)
    {
        Asked.Add("rotate keys");
        return Done(fleet.Networks.Single(known => known.Id == network), null);
    }

    public Task<Answer<bool>> EndRolloutAsync(NetworkId network, CancellationToken cancel)
    {
        Asked.Add("end rollout");
        return Done(true, null);
    }

    /// <summary>From VXLAN to WireGuard, with three hosts.</summary>
    public static RolloutRecord Rollout(RolloutState state, int moved = 0, string? reason = null, params RolloutHostRecord[] waiting) => new(
        new(Guid.NewGuid()), new(NetworkDriver.Vxlan, 8472, null, false, false, 0), new(NetworkDriver.Wireguard, 51820, 1380, false, false, 1), state, moved, 3,
        reason, waiting, TestFleet.Now.AddMinutes(-2), state is RolloutState.Done or RolloutState.RolledBack ? TestFleet.Now.AddMinutes(-1) : null);
}
