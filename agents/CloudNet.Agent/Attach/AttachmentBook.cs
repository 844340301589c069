using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Serialization;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Agent.Attach;

/// <summary>The workloads of this host and the addresses they have: the truth about the host's part of its leases. Immutable.</summary>
/// <param name="Entries">The attachments, oldest first.</param>
/// <param name="Released">Addresses released lately, oldest first.</param>
internal sealed record AttachmentBook(ImmutableArray<AttachmentEntry> Entries, ImmutableArray<ReleasedAddresses> Released)
{
    /// <summary>How long a released address is kept in mind for its name, and rests before another gets it.</summary>
    public static readonly TimeSpan Sticky = TimeSpan.FromHours(1);

    private const int MostReleased = 4096;

    /// <summary>No workload.</summary>
    public static AttachmentBook Empty { get; } = new([], []);

    /// <summary>How many attachments there are.</summary>
    [JsonIgnore]
    public int Count => Entries.Length;

    /// <summary>The attachment of this name in a network, or null.</summary>
    public AttachmentEntry? Find(NetworkId network, string name) =>
        Entries.FirstOrDefault(entry => entry.Attachment.Network == network && entry.Attachment.Name == name);

    /// <summary>The addresses in use in a network.</summary>
    public ImmutableHashSet<IPAddress> InUse(NetworkId network) =>
        [.. Entries.Where(entry => entry.Attachment.Network == network).SelectMany(entry => entry.Attachment.Addresses)];

    /// <summary>The addresses that a workload of this name had until lately; none where it had none.</summary>
    public ImmutableArray<IPAddress> Lately(NetworkId network, string name, DateTimeOffset now) =>
        Released.LastOrDefault(was => was.Network == network && was.Name == name && now - was.At < Sticky)?.Addresses ?? [];

    /// <summary>The addresses released lately in a network, the oldest first: whoever still talks to what had one should not meet another.</summary>
    public IEnumerable<IPAddress> Resting(NetworkId network, DateTimeOffset now) =>
        Released.Where(was => was.Network == network && now - was.At < Sticky).SelectMany(was => was.Addresses);

    /// <summary>With one attachment more.</summary>
    public AttachmentBook With(AttachmentEntry entry) => this with
    {
        Entries = Entries.Add(entry),
        Released = Released.RemoveAll(was => was.Network == entry.Attachment.Network && was.Name == entry.Attachment.Name),
    };

    /// <summary>With these attachments' namespaces there in this boot.</summary>
    public AttachmentBook Seen(IReadOnlySet<WorkloadId> there, string boot) => this with
    {
        Entries = [.. Entries.Select(entry => there.Contains(entry.Attachment.Id) ? entry with { Target = entry.Target with { BootId = boot } } : entry)],
    };

    /// <summary>With one attachment otherwise.</summary>
    public AttachmentBook Changed(WorkloadId id, Func<Attachment, Attachment> change) => this with
    {
        Entries = [.. Entries.Select(entry => entry.Attachment.Id == id ? entry with { Attachment = change(entry.Attachment) } : entry)],
    };

    /// <summary>Without an attachment; its addresses are kept in mind for its name.</summary>
    public AttachmentBook Without(AttachmentEntry entry, DateTimeOffset now)
    {
        var was = new ReleasedAddresses(entry.Attachment.Network, entry.Attachment.Name, entry.Attachment.Addresses, now);
        var recent = Released.Where(old => now - old.At < Sticky && (old.Network != was.Network || old.Name != was.Name)).TakeLast(MostReleased - 1);
        return new(Entries.RemoveAll(other => other.Attachment.Id == entry.Attachment.Id), [.. recent, was]);
    }
}
