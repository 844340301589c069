using System.Text.Json;
using CloudNet.Agent.Plan;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Attach;

/// <summary>Attachments as the controller is told of them.</summary>
internal static class WorkloadReports
{
    /// <summary>One attachment.</summary>
    public static WorkloadReport Of(Attachment one) => new(one.Id, one.Network, one.Name, one.Addresses, one.Labels, one.AttachedAt,
        IsDraining: one.IsDraining);

    /// <summary>How many bytes a report of all of them takes.</summary>
    public static int SizeOf(AttachmentBook book) => JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<WorkloadReport>>(
        [.. book.Entries.Select(entry => Of(entry.Attachment))], ContractsJson.Default.IReadOnlyListWorkloadReport).Length;
}
