using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using CloudNet.Benchmarks.Peers;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Benchmarks.Services;

/// <summary>A network of one real host whose services have two backends each, on a host that is in its view alone; and the same as a chain a service.</summary>
internal static class ManyServices
{
    private static readonly HostId Far = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The network, with addresses of services for 65,000.</summary>
    public static NetworkView Network { get; } = ManyPeers.View(1) with
    {
        Settings = ManyPeers.View(1).Settings with { ServiceRanges = [IPNetwork.Parse("10.255.0.0/16")] },
    };

    /// <summary>The service that the container with the label <c>service=real</c> is behind.</summary>
    public static NetworkService Real { get; } = Labelled("real", IPAddress.Parse("10.255.255.1"));

    /// <summary>Id of a service.</summary>
    public static ServiceId Id(int number) => new(new Guid(number, 1, 0, new byte[8]));

    /// <summary>Address of a service; from 1.</summary>
    public static IPAddress Vip(int number) => new([10, 255, (byte)(number >> 8), (byte)number]);

    /// <summary>A service.</summary>
    public static NetworkService Service(int number) => Labelled(number.ToString(CultureInfo.InvariantCulture), Vip(number));

    /// <summary>So many of them, and <see cref="Real"/>.</summary>
    public static ServicesView Services(int count) => new(ManyPeers.Network, Enumerable.Range(1, count)
        .Select(number => KeyValuePair.Create(Id(number), Service(number))).Append(KeyValuePair.Create(Id(0), Real)).ToImmutableSortedDictionary());

    /// <summary>Backend 0 or 1 of a service, or a further one.</summary>
    public static WorkloadSet Backend(int service, int which) => new(Far, new(new Guid(service, (short)which, 1, new byte[8])), new(
        $"w{service}-{which}", [Address(service, which)], None.Add("service", service.ToString(CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch));

    /// <summary>The backends of so many services.</summary>
    public static WorkloadsView Workloads(int services) => new(
        ManyPeers.Network, ImmutableSortedDictionary<HostId, ImmutableSortedDictionary<WorkloadId, NetworkWorkload>>.Empty.Add(
            Far, Enumerable.Range(1, services).SelectMany(service => new[] { Backend(service, 0), Backend(service, 1) })
            .ToImmutableSortedDictionary(one => one.Id, one => one.Workload)));

    /// <summary>What leads a table to these services where each has a chain of its own, as kube-proxy's nftables mode has it.</summary>
    public static string ByChains(int first, int count)
    {
        var (chains, elements) = (new StringBuilder(), new List<string>());
        for (var number = first; number < first + count; number++)
        {
            chains.Append(CultureInfo.InvariantCulture,
                $"add chain ip hand s{number}\nadd rule ip hand s{number} dnat to numgen random mod 2 map {{ 0 : {Address(number, 0)}, 1 : {Address(number, 1)} }}\n");
            elements.Add($"{Vip(number)} . tcp . 80 : goto s{number}");
        }
        return chains.Append(CultureInfo.InvariantCulture, $"add element ip hand services {{ {string.Join(", ", elements)} }}\n").ToString();
    }

    private static IPAddress Address(int service, int which) => new([10, (byte)(1 + which), (byte)(service >> 8), (byte)service]);

    private static NetworkService Labelled(string label, IPAddress vip) => new(label, [vip], [new(80, 8080)], None.Add("service", label));
}
