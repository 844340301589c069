namespace CloudNet.Contracts.Enrolment;

/// <summary>Asks for a key that lets hosts enrol.</summary>
/// <param name="Name">Required; what it is for, 1 to 63 characters.</param>
/// <param name="Uses">How many hosts may enrol with it, 1 to 100,000; default 1.</param>
/// <param name="ExpiresInMinutes">Minutes until it expires, 1 to 525,600; default 1,440 (a day).</param>
/// <param name="Networks">Names of networks that a host with this key joins at once; default none.</param>
public sealed record CreateEnrolmentKey(string? Name = null, int? Uses = null, int? ExpiresInMinutes = null, IReadOnlyList<string>? Networks = null);
