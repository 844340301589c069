using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Views;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Networks;

/// <summary>What a network's way between hosts may become.</summary>
public static class PlaneChangeRules
{
    /// <summary>The way that was asked for; a VNI of 0 where it is another than the network has, and then is yet to be given.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="network">The network.</param>
    /// <param name="now">The way that it has.</param>
    /// <param name="others">The tenant's other networks.</param>
    /// <param name="rotates">Whether it is to have other WireGuard keys.</param>
    public static Outcome<DataPlane> Parse(
        ChangeNetwork request, LeasedNetwork network, DataPlane now, IReadOnlyCollection<OtherNetwork> others, bool rotates = false)
    {
        List<FieldProblem> invalid = [], conflicts = [];
        // Both ways are on a host while it changes: a port that is one way's alone is not the other's too.
        OtherNetwork[] all = [.. others, .. network.Ranges.Take(1).Select(range => new OtherNetwork(network.Name, range.Range, now))];
        var asked = Asked(request, now);
        var plane = DataPlaneRules.Parse(asked, all, invalid, conflicts) with { Vni = 0 };
        if (NetworkRules.Mtu(asked.Mtu, network.Ranges) is { } mtu) invalid.Add(mtu);
        if (rotates && !now.HasKeys)
            invalid.Add(new("network", $"Network '{network.Name}' has no keys: it is not encrypted.", "Encrypt it, or use the driver wireguard."));
        if (Refusal.Of(invalid, "The network conflicts with another", conflicts) is { } refusal) return refusal;
        // A host has one key of a generation for all its networks: that of none of them is one that no host has shown yet.
        if (plane.HasKeys && now.HasKeys)
            plane = plane with { KeyGeneration = rotates ? 1 + all.SelectMany(other => other.Planes).Max(other => other.KeyGeneration) : now.KeyGeneration };
        var isSame = plane with { Vni = now.Vni, Port = now.Port } == now && (request.Port is null || request.Port == now.Port);
        return isSame ? now : plane;
    }

    private static CreateNetwork Asked(ChangeNetwork request, DataPlane now)
    {
        var (driver, encrypted) = (request.Driver ?? DataPlaneRules.NameOf(now.Driver), request.Encrypted ?? now.Encrypted);
        var isOfOneKind = driver == DataPlaneRules.NameOf(now.Driver) && encrypted == now.Encrypted;
        return new(
            Driver: driver, Encrypted: encrypted, Mtu: request.Mtu is 0 ? null : request.Mtu ?? now.Mtu,
            Port: isOfOneKind && (request.Port is null || request.Port == now.Port) ? (DataPlaneRules.OwnsItsPort(now) ? null : now.Port) : request.Port,
            DirectRouting: request.DirectRouting ?? (isOfOneKind ? now.DirectRouting : null),
            Preshared: request.Preshared ?? (now.Preshared && (encrypted || driver == DataPlaneRules.NameOf(NetworkDriver.Wireguard))));
    }
}
