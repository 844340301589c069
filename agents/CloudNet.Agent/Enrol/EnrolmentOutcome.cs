namespace CloudNet.Agent.Enrol;

/// <summary>How an enrolment ended.</summary>
/// <param name="Identity">Who the host is now; null where it was refused.</param>
/// <param name="Text">What to tell the person: what was done, or why not and the way out.</param>
/// <param name="Moved">Whether a host that was enrolled already has another underlay address from now on.</param>
internal sealed record EnrolmentOutcome(HostIdentity? Identity, string Text, bool Moved = false)
{
    /// <summary>It could not be done.</summary>
    public static EnrolmentOutcome Refused(string text) => new(null, text);
}
