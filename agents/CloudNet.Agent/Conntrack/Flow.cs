using System.Net;

namespace CloudNet.Agent.Conntrack;

/// <summary>A flow as the kernel keeps it in mind (conntrack): how its first packet came, and how answers come.</summary>
/// <param name="Protocol">Number of the protocol.</param>
/// <param name="From">Who began it.</param>
/// <param name="To">Where to, as it was sent.</param>
/// <param name="Answering">Who answers: where it was led to.</param>
/// <param name="Answered">Who is answered.</param>
internal readonly record struct Flow(byte Protocol, IPEndPoint From, IPEndPoint To, IPEndPoint Answering, IPEndPoint Answered)
{
    /// <summary>The number of UDP.</summary>
    public const byte Udp = 17;

    /// <summary>Whether it was led elsewhere than it was sent.</summary>
    public bool IsLed => !Answering.Equals(To);
}
