using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Attach;

/// <summary>An attachment as it is kept: what is planned, and how its namespace is found again.</summary>
/// <param name="Attachment">The attachment.</param>
/// <param name="Target">Its network namespace.</param>
/// <param name="WithoutDns">Whether its resolv.conf is left as it is.</param>
internal sealed record AttachmentEntry(Attachment Attachment, NetnsTarget Target, bool WithoutDns = false);
