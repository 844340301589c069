using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Enrolment;

/// <summary>Asks for a key that lets hosts enrol.</summary>
/// <param name="Name">Required; what it is for, 1 to 63 characters.</param>
/// <param name="Uses">How many hosts may enrol with it, 1 to 100,000; default 1.</param>
/// <param name="ExpiresInMinutes">Minutes until it expires, 1 to 525,600; default 1,440 (a day).</param>
/// <param name="Networks">Names of networks that a host with this key joins at once; default none.</param>
/// <param name="Labels">Labels that each host with this key gets; at most 32, a key 1 to 63 characters without <c>=</c>, a value at most 63.</param>
public sealed record CreateEnrolmentKey(
    [property: Required] string? Name = null, int? Uses = null, int? ExpiresInMinutes = null, IReadOnlyList<string>? Networks = null,
    // A controller from before there were labels refuses a field that it does not know.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Labels = null);
