using System.Runtime.InteropServices;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Udp.Wire;

/// <summary>Says when the underlay stops taking packets, and when it takes them again; not more than once a minute.</summary>
/// <param name="log">Told.</param>
/// <param name="clock">The time.</param>
internal sealed class SendFaults(AgentLog log, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private long? told;
    private bool failing;

    /// <summary>Packets went out.</summary>
    public void Worked()
    {
        if (!failing) return;
        failing = false;
        log.Info("udp", "The underlay takes packets again.");
    }

    /// <summary>The underlay refused one.</summary>
    /// <param name="peer">For whom it was.</param>
    /// <param name="error">The error's number.</param>
    public void Failed(object peer, int error)
    {
        if (told is { } last && clock.GetElapsedTime(last) < Pause) return;
        (told, failing) = (clock.GetTimestamp(), true);
        log.Warn("udp", $"A packet to {peer} was not sent: {Marshal.GetPInvokeErrorMessage(error)}. Such packets are counted as 'unsent'; each is tried anew.");
    }
}
