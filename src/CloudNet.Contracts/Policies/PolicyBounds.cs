namespace CloudNet.Contracts.Policies;

/// <summary>How much a policy may have: one rule for hosts and for the API.</summary>
public static class PolicyBounds
{
    /// <summary>Most policies of a network: a connection that begins is compared with one after the other.</summary>
    public const int Policies = 500;

    /// <summary>Most peers of a policy.</summary>
    public const int Peers = 16;

    /// <summary>Most ports of a policy.</summary>
    public const int Ports = 32;

    /// <summary>Most labels of a selector.</summary>
    public const int Terms = 8;

    /// <summary>The priority that is judged last; 1 is judged first.</summary>
    public const int LastPriority = 1000;

    /// <summary>The priority where nothing else is said.</summary>
    public const int UsualPriority = 500;

    /// <summary>How a network has to do with what no policy matches, where nothing else is said.</summary>
    public const PolicyDefault UsualDefault = PolicyDefault.Allow;
}
