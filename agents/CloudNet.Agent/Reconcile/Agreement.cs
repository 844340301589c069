using System.Collections.Immutable;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Which revisions the kernel agrees with: those of every stream that no remaining step concerns. Pure. A stream that does not
/// agree keeps the revision it last agreed with, since that is what was last found.
/// </summary>
internal static class Agreement
{
    /// <summary>The applied revisions after a look.</summary>
    /// <param name="views">What was planned from.</param>
    /// <param name="attachments">The workloads planned.</param>
    /// <param name="remaining">Steps still needed.</param>
    /// <param name="before">What was applied until now.</param>
    public static ImmutableArray<StreamRevision> Of(
        ViewSet views, IReadOnlyCollection<Attachment> attachments, ImmutableArray<KernelStep> remaining, ImmutableArray<StreamRevision> before)
    {
        var old = before.ToDictionary(applied => applied.Stream, applied => applied.Revision);
        var applied = ImmutableArray.CreateBuilder<StreamRevision>();
        foreach (var (stream, copy) in views.Copies)
        {
            var agrees = copy.View switch
            {
                NetworkView network => !remaining.Any(step => Concerns(step.Item, network, attachments)),
                _ => remaining.IsEmpty && views.Wanted.All(wanted => wanted.Revision > 0),
            };
            if (agrees) applied.Add(new(stream, copy.Revision));
            else if (old.TryGetValue(stream, out var last)) applied.Add(new(stream, last));
        }
        return applied.ToImmutable();
    }

    // What cannot be told to be another network's concerns them all.
    private static bool Concerns(KernelItem item, NetworkView network, IReadOnlyCollection<Attachment> attachments) => item switch
    {
        VethLink veth => (Owner(veth, attachments) ?? network.Id) == network.Id,
        KernelLink link => IsOf(link.Name, network),
        KernelAddress address => IsOf(address.Link, network),
        KernelNeighbour neighbour => IsOf(neighbour.Link, network),
        KernelFdbEntry entry => IsOf(entry.Link, network),
        KernelRoute route => network.Settings.Range.Contains(route.Destination.BaseAddress) || (route.Link is { } link && IsOf(link, network)),
        _ => true,
    };

    private static bool IsOf(string link, NetworkView network) =>
        link == LinkNames.Bridge(network.Settings.Vni) || link == LinkNames.Vxlan(network.Settings.Vni);

    private static NetworkId? Owner(VethLink veth, IReadOnlyCollection<Attachment> attachments) =>
        attachments.FirstOrDefault(attachment => LinkNames.Veth(attachment.Id) == veth.Name)?.Network;
}
