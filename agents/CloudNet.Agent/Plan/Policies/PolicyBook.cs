using System.Collections.Immutable;
using CloudNet.Agent.Plan.Tables;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Plan.Policies;

/// <summary>
/// What the two tables of policies of this host should hold, kept up as views change. No I/O; the same input ends in the same tables, whichever way led
/// there. Of a network of which something is not known all stays as it was: neither opened nor closed. One user at a time.
/// </summary>
internal sealed class PolicyBook
{
    private readonly Dictionary<NetworkId, PolicedNetwork> networks = [];
    private readonly TableContents table = new(PolicyNames.Table), ports = new(PolicyNames.Ports);

    /// <summary>What packets are judged by.</summary>
    public ITablePlan Table => table;

    /// <summary>Which addresses each port may send from.</summary>
    public ITablePlan Ports => ports;

    /// <summary>What each counter of the table counts.</summary>
    public ImmutableDictionary<string, CountedBy> Counters { get; private set; } = ImmutableDictionary<string, CountedBy>.Empty;

    /// <summary>Takes what is known now.</summary>
    /// <returns>What is other in each of the tables.</returns>
    public (TableChange Table, TableChange Ports) Take(PolicyInput input)
    {
        var there = input.Networks();
        var known = input.Known().ToArray();
        foreach (var left in input.IsComplete ? networks.Keys.Except(there).ToArray() : []) Leave(left);
        foreach (var (network, policies, workloads) in known)
        {
            var id = network.View.Id;
            var had = networks.GetValueOrDefault(id);
            if (had is not null && (!policies.Any || !had.IsSameIn(network))) Leave(id);
            if (!policies.Any) continue;
            if (!networks.TryGetValue(id, out var policed)) networks.Add(id, policed = new(network, table, ports));
            policed.Take(policies, workloads);
        }
        Counters = (from of in networks
                    from counter in of.Value.Counters
                    select KeyValuePair.Create(counter.Name, new CountedBy(of.Key, counter.Policy, counter.Direction))).ToImmutableDictionary();
        var hasUnknown = !input.IsComplete || there.Except(known.Select(one => one.Network.View.Id)).Any();
        // Whatever is not of one that is known may be of one that is not.
        var numbers = networks.Values.Select(one => one.Number).Concat(known.Select(one => one.Network.Settings.Vni)).ToHashSet();
        return (
            table.Finish(
                PolicyFrame.Of([.. networks.OrderBy(one => one.Key).Select(one => one.Value.Frame)]),
                hasUnknown ? element => PolicyNames.NumberIn(element) is not { } number || !numbers.Contains(number) : null),
            ports.Finish(PortFrame.Of(networks.Count > 0), hasUnknown ? _ => true : null));
    }

    private void Leave(NetworkId network)
    {
        if (networks.Remove(network, out var left)) left.Leave();
    }
}
