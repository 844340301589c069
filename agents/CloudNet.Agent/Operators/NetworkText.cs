using CloudNet.Agent.Cli;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Operators;

/// <summary>Networks as text for people.</summary>
internal static class NetworkText
{
    /// <summary>A line each.</summary>
    public static string Of(IReadOnlyList<NetworkRecord> networks) => networks.Count == 0
        ? "There is no network yet. Make one with: cloudnet network create blue 10.100.0.0/16\n"
        : TextTable.Of(["NAME", "RANGES", "DRIVER", "NAT", "VNI", "HOSTS", "IN SYNC"], networks.Select(network => (string[])
        [
            network.Name, string.Join(',', network.Ranges.Select(range => range.Range)), Driver(network), network.Nat ? "yes" : "no",
            $"{network.Vni}",
            $"{Holders(network).Count()}", $"{Holders(network).Count(host => host.All(lease => lease.InSync))}",
        ]));

    /// <summary>One, with its subnets.</summary>
    public static string Of(NetworkRecord network)
    {
        var facts = $"""
            Name      {network.Name}
            Id        {network.Id}
            Ranges    {string.Join("\n          ", network.Ranges.Select(range => $"{range.Range}, a /{range.SubnetLength} a host, {range.SubnetMin} to {range.SubnetMax}"))}
            Driver    {Driver(network)}{(network.Next is { } next ? $", on its way to {Words(next)}: see 'cloudnet network rollouts {network.Name}'" : "")}
            NAT       {(network.Nat ? "yes" : "no")}
            MTU       {(network.Mtu is { } mtu ? $"{mtu}" : "measured by each host")}
            VNI       {network.Vni}{(network.WireVni is { } wire && wire != network.Vni ? $", {wire} on the wire" : "")}
            Port      {(network.Port is { } port ? $"UDP {port}" : "-")}
            Revision  {network.Revision}

            """;
        return network.Leases.Count == 0
            ? $"{facts}\nNo host is in it. Let one join with: cloudnet network join {network.Name} HOST\n"
            : facts + "\n" + TextTable.Of(["HOST", "SUBNET", "EPOCH", "STATE"], network.Leases.Select(lease => (string[])
                [lease.HostName, $"{lease.Subnet}", $"{lease.Epoch}", State(lease)]));
    }

    /// <summary>What a host got.</summary>
    public static string Of(MembershipRecord membership) =>
        string.Concat(membership.Leases.Select(lease => $"{lease.HostName} has {lease.Subnet} in {lease.NetworkName}.\n")
            .Concat((membership.Warnings ?? []).Select(warning => $"Mind that: {warning}\n")));

    /// <summary>What a network has to give.</summary>
    public static string Of(PoolRecord pool) => TextTable.Of(
        ["RANGES", "SUBNETS", "HELD", "RECLAIMABLE", "RESERVED", "FREE", "ON REQUEST", "NEXT", "FULL IN"], pool.Pools.Select(family => (string[])
        [
            string.Join(',', family.Ranges.Select(range => range.Range)), $"{family.Total:0}", $"{family.Held}", $"{family.Reclaimable}", $"{family.Reserved}",
            $"{family.Free:0}", $"{family.Ranges.Sum(range => range.ByReservationOnly):0}", family.NextFree?.ToString() ?? "-", family.FullInDays is { } days ? $"{days} days" : "-",
        ]));

    private static string State(LeaseRecord lease) =>
        lease.HostId is null
            ? "reserved"
            : $"{(lease.InSync ? "in sync" : $"at revision {lease.AppliedRevision ?? 0} of {lease.Revision}")}{(lease.Reserved ? ", reserved" : "")}{(lease.Hidden ? ", hidden from the host" : "")}";

    private static IEnumerable<IGrouping<HostId?, LeaseRecord>> Holders(NetworkRecord network) =>
        network.Leases.Where(lease => lease.HostId is not null).GroupBy(lease => lease.HostId);

    /// <summary>A way across in a few words: <c>vxlan encrypted keys 1 port 8472 mtu 1400</c>.</summary>
    public static string Words(PlaneRecord plane) => string.Concat(
        plane.Driver.ToString().ToLowerInvariant(), plane.Encrypted ? " encrypted" : "", plane.DirectRouting ? " direct routing" : "",
        plane.KeyGeneration > 0 ? $" keys {plane.KeyGeneration}" : "", plane.Preshared ? " pre-shared key" : "",
        plane.Port is { } port ? $" port {port}" : "", plane.Mtu is { } mtu ? $" mtu {mtu}" : "");

    private static string Driver(NetworkRecord network) => network.Driver.ToString().ToLowerInvariant()
        + (network.Encrypted ? ", encrypted" : "") + (network.Preshared ? ", pre-shared key" : "") + (network.DirectRouting ? ", direct routing" : "");
}
