using CloudNet.Contracts.Hosts;

namespace CloudNet.Web.States;

/// <summary>Turns what was measured into states, words and tones. Green is given here and nowhere else.</summary>
public static class Measured
{
    /// <summary>State of a lease, given the host that holds it (null where nobody does).</summary>
    public static LeaseState State(this LeaseRecord lease, HostRecord? holder) => holder switch
    {
        null => lease.HostId is null ? LeaseState.Reserved : LeaseState.Down,
        { Link: HostLinkState.Linked } => lease.InSync ? LeaseState.InSync : LeaseState.Pending,
        _ => LeaseState.Down,
    };

    /// <summary>State between two ends.</summary>
    public static LeaseState Worse(LeaseState one, LeaseState other) => (LeaseState)Math.Max((int)one, (int)other);

    /// <summary>Green only for a linked host without problems.</summary>
    public static Tone Tone(this HostRecord host) =>
        host.Link == HostLinkState.Linked && host.Problems.Count == 0 ? States.Tone.Good : States.Tone.Bad;

    /// <summary>How a lease or tunnel is shown.</summary>
    public static Tone Tone(this LeaseState state) => state switch
    {
        LeaseState.InSync => States.Tone.Good,
        LeaseState.Pending => States.Tone.Pending,
        LeaseState.Down => States.Tone.Bad,
        _ => States.Tone.Quiet,
    };

    /// <summary>The state of a host in words, such as "Linked, 2 problems".</summary>
    public static string Words(this HostRecord host) =>
        host.Problems.Count == 0 ? host.Link.Words() : $"{host.Link.Words()}, {Count.Of(host.Problems.Count, "problem")}";

    /// <summary>A link's state in words.</summary>
    public static string Words(this HostLinkState link) => link switch
    {
        HostLinkState.Linked => "Linked",
        HostLinkState.Down => "Down",
        _ => "Never seen",
    };

    /// <summary>A lease's or tunnel's state in words.</summary>
    public static string Words(this LeaseState state) => state switch
    {
        LeaseState.InSync => "In sync",
        LeaseState.Pending => "Not yet in sync",
        LeaseState.Down => "Host down",
        _ => "Reserved",
    };

    /// <summary>The value of <c>data-state</c>, by which tests and scripts find it: <c>linked</c>, <c>down</c>, <c>never-seen</c>.</summary>
    public static string Hook(this HostLinkState link) => link switch
    {
        HostLinkState.Linked => "linked",
        HostLinkState.Down => "down",
        _ => "never-seen",
    };

    /// <summary>The value of <c>data-state</c>: <c>in-sync</c>, <c>pending</c>, <c>down</c>, <c>reserved</c>.</summary>
    public static string Hook(this LeaseState state) => state switch
    {
        LeaseState.InSync => "in-sync",
        LeaseState.Pending => "pending",
        LeaseState.Down => "down",
        _ => "reserved",
    };

    /// <summary>The tone as a CSS class.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        States.Tone.Good => "tone-good",
        States.Tone.Pending => "tone-pending",
        States.Tone.Bad => "tone-bad",
        _ => "tone-quiet",
    };
}
