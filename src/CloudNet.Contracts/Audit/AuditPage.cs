namespace CloudNet.Contracts.Audit;

/// <summary>A part of the audit log, newest first.</summary>
/// <param name="Items">The entries; with a search for a text perhaps none, although there are more further on.</param>
/// <param name="Next">What to give as <c>cursor</c> for what comes after these; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? Next);
