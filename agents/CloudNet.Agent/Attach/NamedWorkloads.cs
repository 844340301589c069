using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Attach;

/// <summary>Finds the workload that a person means.</summary>
/// <param name="live">The views.</param>
/// <param name="attachments">The attachments.</param>
internal sealed class NamedWorkloads(LiveViews live, LiveAttachments attachments)
{
    /// <summary>The one of this name, or why there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="network">Its network, by name or id; null where the name is enough.</param>
    public (AttachmentEntry? Entry, string? Refusal) Find(string name, string? network)
    {
        NetworkId? wanted = null;
        if (network is not null)
        {
            wanted = live.Current.Views.Network(network)?.Id ?? (NetworkId.TryParse(network, null, out var id) ? id : null);
            if (wanted is null) return (null, $"This host knows no network '{network}'. 'cloudnet ps' lists the workloads with their networks.");
        }
        var found = attachments.Current.Entries
            .Where(entry => entry.Attachment.Name == name && (wanted ?? entry.Attachment.Network) == entry.Attachment.Network).ToArray();
        return found switch
        {
            [var one] => (one, null),
            [] => (null, $"There is no workload {name}{(network is null ? "" : $" in network {network}")} on this host. 'cloudnet ps' lists those there are."),
            _ => (null, $"{found.Length} networks have a workload {name} on this host. Say which with --network."),
        };
    }
}
