using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>A port of the host, or several, that lead to a workload which is attached.</summary>
/// <param name="Mapping">What was asked for.</param>
/// <param name="Addresses">The workload's addresses.</param>
internal sealed record OpenPort(PortMapping Mapping, ImmutableArray<IPAddress> Addresses)
{
    /// <summary>Whether the host reaches it at 127.0.0.1 too.</summary>
    public bool IsLocal => Mapping.HostAddress is null || IPAddress.IsLoopback(Mapping.HostAddress);

    /// <summary>
    /// The mappings by protocol and port, each port once: the controller maps none twice, and the kernel would take none of a look-up that has one twice.
    /// </summary>
    public static ImmutableArray<PortMapping> Apart(IEnumerable<PortMapping> mappings)
    {
        var apart = ImmutableArray.CreateBuilder<PortMapping>();
        foreach (var mapping in mappings.OrderBy(mapping => mapping.Protocol).ThenBy(mapping => mapping.HostPort.First).ThenBy(mapping => mapping.Network))
            if (apart.Count == 0 || apart[^1].Protocol != mapping.Protocol || apart[^1].HostPort.Last < mapping.HostPort.First) apart.Add(mapping);
        return apart.ToImmutable();
    }

    /// <summary>Those of a network.</summary>
    public static ImmutableArray<OpenPort> Of(NetworkView network, ImmutableArray<PortMapping> mappings, IEnumerable<Attachment> attachments)
    {
        var byName = attachments.Where(attachment => attachment.Network == network.Id).ToLookup(attachment => attachment.Name);
        return
        [
            .. from mapping in mappings
               where mapping.Network == network.Id
               from attachment in byName[mapping.Workload].OrderBy(attachment => attachment.Id).Take(1)
               select new OpenPort(mapping, attachment.Addresses),
        ];
    }
}
