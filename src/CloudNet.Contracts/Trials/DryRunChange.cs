using System.Text.Json;

namespace CloudNet.Contracts.Trials;

/// <summary>What would become of one thing, as the audit log would have it.</summary>
/// <param name="Action">What would become of it: <c>created</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Kind">What it is: <c>network</c>, <c>host</c>, <c>lease</c>, <c>member</c> and so on.</param>
/// <param name="SubjectId">The thing.</param>
/// <param name="SubjectName">Its name; of a lease the subnet, of a member the user's name.</param>
/// <param name="Before">What is; null for a thing that would be made.</param>
/// <param name="After">What would be; null for a thing that would be removed.</param>
public sealed record DryRunChange(string Action, string Kind, Guid SubjectId, string SubjectName, JsonElement? Before, JsonElement? After);
