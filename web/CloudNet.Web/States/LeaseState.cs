namespace CloudNet.Web.States;

/// <summary>How far a host is with a network; a tunnel is as far as the worse of its two ends. From best to worst.</summary>
public enum LeaseState
{
    /// <summary>The host is linked and reported the network's newest revision as programmed.</summary>
    InSync,

    /// <summary>The host is linked and has not reported the newest revision yet.</summary>
    Pending,

    /// <summary>The host is down or was never seen: what it once reported counts for nothing.</summary>
    Down,

    /// <summary>Nobody holds it: kept for a host that has not joined.</summary>
    Reserved,
}
