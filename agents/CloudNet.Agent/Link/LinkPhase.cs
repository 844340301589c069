namespace CloudNet.Agent.Link;

/// <summary>Where a link stands.</summary>
internal enum LinkPhase
{
    /// <summary>Being opened, or its greeting is under way.</summary>
    Connecting,

    /// <summary>Welcomed.</summary>
    Linked,

    /// <summary>Closed; to be tried again.</summary>
    Down,
}
