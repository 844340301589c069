using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Trials;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.Store.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Trials;

/// <summary>What hosts would hear of a change that is taken back: its records, with the names of all that they are about.</summary>
internal sealed class TrialEffects
{
    private const int MostHosts = 100;
    private readonly Dictionary<Guid, string> names;
    private readonly ILookup<NetworkId, string> members;

    private TrialEffects(Dictionary<Guid, string> names, ILookup<NetworkId, string> members) => (this.names, this.members) = (names, members);

    /// <summary>Reads them. What the change removes is called as its changes call it.</summary>
    public static async Task<IReadOnlyList<DryRunEffect>> ReadAsync(
        CloudNetDb db, IReadOnlyCollection<StreamChange> records, IReadOnlyList<DryRunChange> changes, CancellationToken cancel)
    {
        Told[] told = [.. records.SelectMany(record => record.Operations.Select(operation => Tell(record.Stream, operation)))];
        if (told.Length == 0) return [];
        var names = changes.Where(change => change.Kind is "network" or "host").DistinctBy(change => change.SubjectId)
            .ToDictionary(change => change.SubjectId, change => change.SubjectName);
        NetworkId[] networks = [.. told.Select(one => one.Network).OfType<NetworkId>().Distinct()];
        HostId[] hosts = [.. told.SelectMany(one => new[] { one.Member, one.Host }).OfType<HostId>().Distinct()];
        foreach (var row in await db.Networks.Where(row => networks.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToListAsync(cancel))
            names[row.Id.Value] = row.Name;
        foreach (var row in await db.Hosts.Where(row => hosts.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToListAsync(cancel))
            names[row.Id.Value] = row.Name;
        var effects = new TrialEffects(names, await MembersAsync(db, networks, cancel));
        return [.. told.GroupBy(one => (one.What, one.Network, one.Member)).Select(effects.Effect)];
    }

    private DryRunEffect Effect(IGrouping<(string What, NetworkId? Network, HostId? Member), Told> same)
    {
        var (what, network, member) = same.Key;
        string[] hearing = [.. same.SelectMany(Hearing).Distinct().Order(StringComparer.Ordinal)];
        return new(what, network, Name(network?.Value), Name(member?.Value), hearing.Length, [.. hearing.Take(MostHosts)]);
    }

    // What is told to a network reaches its members, and whoever just left.
    private IEnumerable<string> Hearing(Told told) => told.Host is { } host
        ? [Name(host.Value) ?? host.ToString()]
        : members[told.Network!.Value].Concat(told.Member is { } member ? [Name(member.Value) ?? member.ToString()] : []);

    private string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;

    private static async Task<ILookup<NetworkId, string>> MembersAsync(CloudNetDb db, NetworkId[] networks, CancellationToken cancel) => (await (
        from lease in db.Leases
        where networks.Contains(lease.NetworkId)
        join host in db.Hosts on lease.HostId equals (HostId?)host.Id
        select new { lease.NetworkId, host.Name }).Distinct().ToListAsync(cancel)).ToLookup(member => member.NetworkId, member => member.Name);

    private static Told Tell(StreamName stream, ViewOperation operation) => new(Word(operation), stream.Host, operation switch
    {
        HostNetworkAdded added => added.Network,
        HostNetworkRemoved removed => removed.Network,
        _ => stream.AnyOf,
    }, operation switch
    {
        NetworkMemberSet set => set.Member.Host,
        NetworkMemberRemoved removed => removed.Host,
        HostWorkloadsRemoved removed => removed.Host,
        _ => null,
    });

    // As the protocol calls it.
    private static string Word(ViewOperation operation) =>
        JsonSerializer.SerializeToElement(operation, ContractsJson.Default.ViewOperation).GetProperty("op").GetString()!;

    // To one host, or to all of a network.
    private sealed record Told(string What, HostId? Host, NetworkId? Network, HostId? Member);
}
