using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Refusals;
using CloudNet.Store.ChangeLog;
using CloudNet.Store.Leases;
using CloudNet.Store.Reads;
using CloudNet.Store.Tables;

namespace CloudNet.Controller.Networks;

/// <summary>
/// Free subnets taken for hosts that join: for each the one that it held last, where that is free, else the lowest. A host gets
/// one of each family that it wants, or none; what nobody got goes back.
/// </summary>
internal sealed class FreeSubnets
{
    private readonly Change change;
    private readonly NetworkRow network;
    private readonly Dictionary<(HostId Host, AddressFamily Family), IPNetwork> former = [];
    private readonly Dictionary<AddressFamily, Queue<IPNetwork>> lowest = [];
    private readonly Dictionary<AddressFamily, Refusal> full = [];

    private FreeSubnets(Change change, NetworkRow network) => (this.change, this.network) = (change, network);

    /// <summary>Takes as many as are wanted, or as there are.</summary>
    public static async Task<FreeSubnets> TakeAsync(Change change, NetworkRow network, IEnumerable<(HostId Host, AddressFamily Family)> wanting)
    {
        var free = new FreeSubnets(change, network);
        var wanted = wanting.ToArray();
        if (wanted.Length > 0) await free.TakeFormerAsync(wanted);
        foreach (var of in wanted.Where(one => !free.former.ContainsKey(one)).GroupBy(one => one.Family))
        {
            var count = of.Count();
            var taken = await FreeRanges.TakeLowestAsync(change.Db, network, of.Key, count, change.Cancel);
            free.lowest.Add(of.Key, new(taken));
            if (taken.Count < count) free.full.Add(of.Key, await free.FullAsync(of.Key, taken.Count));
        }
        return free;
    }

    /// <summary>A host's subnets: those of leases that were chosen, and free ones in place of what is missing.</summary>
    public Outcome<IReadOnlyList<IPNetwork>> Complete(HostId host, Outcome<IReadOnlyList<JoinRules.Choice>> choices)
    {
        if (choices.IsRefused(out var refusal, out var chosen)) return refusal;
        foreach (var choice in chosen)
            if (choice.Subnet is null && !former.ContainsKey((host, choice.Family)) && lowest[choice.Family].Count == 0) return full[choice.Family];
        return Outcome<IReadOnlyList<IPNetwork>>.Done([.. chosen.Select(choice => choice.Subnet
            ?? (former.Remove((host, choice.Family), out var had) ? had : lowest[choice.Family].Dequeue()))]);
    }

    /// <summary>Gives back what no host got, because another family had too few.</summary>
    public async Task GiveBackAsync()
    {
        foreach (var subnet in former.Values.Concat(lowest.Values.SelectMany(queue => queue)))
            await FreeRanges.GiveBackAsync(change.Db, network, subnet, change.Cancel);
    }

    private async Task TakeFormerAsync(IReadOnlyList<(HostId Host, AddressFamily Family)> wanted)
    {
        var had = await Fences.FormerAsync(change.Db, network.Id, [.. wanted.Select(one => (HostId?)one.Host).Distinct()], change.Cancel);
        foreach (var one in wanted)
            foreach (var subnet in had[one.Host].Where(subnet => subnet.BaseAddress.AddressFamily == one.Family))
                if (!former.ContainsKey(one) && await FreeRanges.TakeAsync(change.Db, network, subnet, change.Cancel)) former.Add(one, subnet);
    }

    private async Task<Refusal> FullAsync(AddressFamily family, int taken)
    {
        var (held, reserved) = await LeaseReads.CountAsync(change.Db, network.Id, family, change.Cancel);
        var holders = await LeaseReads.HoldersAsync(change.Db, network.Id, family, change.Cancel);
        return SubnetAllocation.Full(network.AsLeased(), family, held + taken, reserved, holders);
    }
}
