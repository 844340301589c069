namespace CloudNet.Agent.Tests.Packets;

/// <summary>How a case is tried.</summary>
internal enum PacketKind
{
    /// <summary>Calls, each by itself.</summary>
    Calls,

    /// <summary>Calls one after the other, which all come to the same.</summary>
    Remembered,

    /// <summary>Calls once web2 was taken out of all services, and callers are let in no more.</summary>
    Drained,

    /// <summary>A connection that began before that, and goes on after.</summary>
    GoesOn,
}
