using System.Text.Json;

namespace CloudNet.Contracts.Audit;

/// <summary>One change of one thing, as the audit log has it. Names are as they were then: what they name may be gone.</summary>
/// <param name="Id">Number of the entry.</param>
/// <param name="At">When the change was made.</param>
/// <param name="Actor">Who made it.</param>
/// <param name="Origin">Which door it came in by: <c>api</c>, <c>dashboard</c>, <c>agent</c>, <c>controller</c> or <c>database</c>.</param>
/// <param name="Address">The address that it came from, as the controller saw it; null where it came from none.</param>
/// <param name="Operation">What was asked for, by the operation's id in this document where it came by HTTP.</param>
/// <param name="Action">What became of the thing: <c>created</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Kind">What the thing is: <c>network</c>, <c>host</c>, <c>lease</c>, <c>member</c> and so on.</param>
/// <param name="SubjectId">The thing.</param>
/// <param name="SubjectName">Its name; of a lease the subnet, of a member the user's name.</param>
/// <param name="Before">What was: of a thing that changed what changed of it, of one that was removed the whole; null for one that was made.</param>
/// <param name="After">What is; null for a thing that was removed.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset At, AuditActor Actor, string Origin, string? Address, string Operation, string Action, string Kind, Guid SubjectId,
    string SubjectName, JsonElement? Before, JsonElement? After);
