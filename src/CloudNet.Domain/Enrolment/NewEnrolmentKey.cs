namespace CloudNet.Domain.Enrolment;

/// <summary>An enrolment key that may be made.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Uses">How many hosts may enrol with it.</param>
/// <param name="Lifetime">How long it works.</param>
/// <param name="Networks">Names of the networks that its hosts join; each once.</param>
/// <param name="Labels">Labels that its hosts get.</param>
public sealed record NewEnrolmentKey(
    string Name, int Uses, TimeSpan Lifetime, IReadOnlyList<string> Networks, IReadOnlyDictionary<string, string> Labels);
