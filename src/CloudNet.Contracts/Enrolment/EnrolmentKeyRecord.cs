namespace CloudNet.Contracts.Enrolment;

/// <summary>An enrolment key as the API shows it: never the secret.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Uses">How many hosts may enrol with it.</param>
/// <param name="Used">How many did.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="Networks">Names of the networks that its hosts join.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Labels">Labels that its hosts get; null where the controller is from before there were labels.</param>
public sealed record EnrolmentKeyRecord(
    EnrolmentKeyId Id, string Name, int Uses, int Used, DateTimeOffset ExpiresAt, IReadOnlyList<string> Networks, DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, string>? Labels = null);
