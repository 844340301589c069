using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Services;

/// <summary>Ports of hosts that lead to a service: from outside a network, as Kubernetes' NodePort does.</summary>
public static class HostPortRules
{
    /// <summary>Most hosts that are chosen; all of a network are chosen by naming none.</summary>
    public const int Most = 256;

    /// <summary>The hosts that were asked for; null: all. What is wrong is added to the problems.</summary>
    /// <param name="asked">Their names or ids; null: as now.</param>
    /// <param name="found">Those of them that are in the network.</param>
    /// <param name="now">The hosts now.</param>
    /// <param name="ports">The service's ports.</param>
    /// <param name="problems">The problems.</param>
    public static IReadOnlyList<HostId>? Hosts(
        IReadOnlyList<string>? asked, IReadOnlyDictionary<string, HostId>? found, IReadOnlyList<HostId>? now, IReadOnlyList<ServicePort> ports,
        List<FieldProblem> problems)
    {
        if (!ports.Any(port => port.HostPort is not null))
        {
            if (asked is { Count: > 0 }) problems.Add(new("hosts", "No port of hosts leads to the service.", "Give a port its hostPort, or leave the hosts out."));
            return null;
        }
        if (asked is null) return now;
        if (asked.Count > Most) problems.Add(new("hosts", $"At most {Most} hosts are chosen; {asked.Count} were given.", "Give fewer, or none: then all of the network are."));
        foreach (var (name, at) in asked.Select((name, at) => ((string?)name, at)).Where(one => one.Item1 is null || found?.ContainsKey(one.Item1) != true))
            problems.Add(new($"hosts[{at}]", $"{Quoted.Text(name)} is no host of the network.", "Give the name or id of one that is in it."));
        return problems.Count > 0 || asked.Count == 0 ? null : [.. asked.Select(name => found![name]).Distinct().Order()];
    }

    /// <summary>Refuses ports of hosts that are taken.</summary>
    /// <param name="ports">The service's ports.</param>
    /// <param name="uses">What ports of the chosen hosts are taken by.</param>
    public static Refusal? Conflict(IReadOnlyList<ServicePort> ports, IReadOnlyCollection<HostPortUse> uses) => Refusal.Of([], "A port of a host is taken",
    [
        .. from port in ports.Index()
           where port.Item.HostPort is not null
           from use in uses.Where(use => use.Takes(port.Item.Protocol, port.Item.HostPort!.Value)).Take(1)
           select new FieldProblem(
               $"ports[{port.Index}].hostPort", $"Port {port.Item.HostPort} ({ServicePortRules.NameOf(port.Item.Protocol)}) of host '{use.Host}' {use.By}.",
               "Choose another port, or hosts on which it is free."),
    ]);
}
