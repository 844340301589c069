using CloudNet.Agent.Udp.Peers;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Packets for one peer that follow each other, all of one length but the last: the kernel takes them in one call.</summary>
internal struct Run
{
    /// <summary>For whom.</summary>
    public Peer Peer;

    /// <summary>Where they begin.</summary>
    public int Offset;

    /// <summary>Bytes of all.</summary>
    public int Length;

    /// <summary>Length of each but the last.</summary>
    public int Segment;

    /// <summary>How many there are.</summary>
    public int Count;
}
