using CloudNet.Agent.Tests.Packets.Rules;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>What a host made of a packet.</summary>
/// <param name="Packet">The packet, as it left.</param>
/// <param name="Hop">Where it goes; null: nowhere.</param>
/// <param name="Why">What became of it then.</param>
/// <param name="By">The rule that decided.</param>
internal sealed record HostStep(Packet Packet, RouteHop? Hop, string Why, string By)
{
    /// <summary>What a program is told where a rule rejects so.</summary>
    public static string Told(string reject) => reject.Split(' ')[^1] switch
    {
        "reset" or "port-unreachable" => "refused",
        "admin-prohibited" => "prohibited",
        "net-unreachable" or "no-route" or "host-unreachable" => "unreachable",
        _ => throw new InvalidOperationException($"The tracer does not know what a program is told by 'reject with {reject}'."),
    };
}
