namespace CloudNet.Web.Topology;

/// <summary>Kinds of things that can be chosen in the topology.</summary>
public enum ChoiceKind
{
    /// <summary>Nothing is chosen: the overview is shown.</summary>
    Nothing,

    /// <summary>A host, by name.</summary>
    Host,

    /// <summary>A network, by name.</summary>
    Network,

    /// <summary>A tunnel, by the names of its network and its two hosts.</summary>
    Tunnel,

    /// <summary>A workload, by id.</summary>
    Workload,
}
