namespace CloudNet.Agent.Tests.Packets;

/// <summary>The part of <see cref="PacketCases"/> that is about policies, which <see cref="PacketPolicies"/> has.</summary>
internal static class PacketPolicyCases
{
    /// <summary>The table. What is let through to a port that nobody serves is <c>refused</c>, and what no policy lets through <c>prohibited</c>.</summary>
    public static readonly IReadOnlyList<PacketCase> All =
    [
        new("who may call by a label, on one bridge", "caller1", "tcp 10.60.1.2:8080", "api1 sees 10.60.1.3"),
        new("who may call by a label, across hosts", "caller2", "tcp 10.60.1.2:8080", "api1 sees 10.60.2.2"),
        new("who may call by a label, on one bridge by IPv6", "caller1", "tcp [fd00:60:0:1::2]:8080", "api1 sees fd00:60:0:1::3"),
        new("who may call by a label, across hosts by IPv6", "caller2", "tcp [fd00:60:0:1::2]:8080", "api1 sees fd00:60:0:2::2"),
        new("who may not by default, on one bridge", "api1", "tcp 10.60.1.3:8080", "prohibited"),
        new("who may not by default, across hosts", "teller2", "tcp 10.60.1.2:8080", "prohibited"),
        new("who may not by default, on one bridge by IPv6", "api1", "tcp [fd00:60:0:1::3]:8080", "prohibited"),
        new("who may not by default, across hosts by IPv6", "teller2", "tcp [fd00:60:0:1::2]:8080", "prohibited"),
        new("who is called by none", "caller2", "tcp 10.60.2.10:8080", "prohibited"),

        new("a port that is let in", "caller1", "tcp 10.60.1.2:22", "refused"),
        new("a port before a range that is let in", "caller2", "tcp 10.60.1.2:8079", "prohibited"),
        new("a port of a range that is let in", "caller1", "tcp 10.60.1.2:8083", "refused"),
        new("a port of a range that is let in, by IPv6", "caller2", "tcp [fd00:60:0:1::2]:8083", "refused"),
        new("a port after a range that is let in", "caller2", "tcp 10.60.1.2:8084", "prohibited"),
        new("a port that one policy lets in and another of its priority does not", "caller1", "tcp 10.60.1.2:8082", "prohibited"),
        new("a port that one policy lets in and another does not, by IPv6", "caller2", "tcp [fd00:60:0:1::2]:8082", "prohibited"),
        new("a protocol that is let in", "teller2", "udp 10.60.1.2:5353", "api1 sees 10.60.2.3"),
        new("a protocol that is let in, to any port", "teller2", "udp 10.60.1.2:5354", "refused"),
        new("a protocol that is let in, by IPv6", "teller2", "udp [fd00:60:0:1::2]:5354", "refused"),
        new("a protocol that is let in, by who may call by another", "caller1", "udp 10.60.1.2:5353", "prohibited"),

        new("a range that is refused, before its label lets it in", "ranged2", "tcp 10.60.1.2:8080", "prohibited"),
        new("a range that is refused, by IPv6", "ranged2", "tcp [fd00:60:0:1::2]:8080", "prohibited"),
        new("who is refused by a label, beside a range", "pariah1", "tcp 10.60.1.2:8080", "prohibited"),
        new("who is refused by a label, beside a range by IPv6", "pariah1", "tcp [fd00:60:0:1::2]:8080", "prohibited"),
        new("who is let in before its range is refused", "vip2", "tcp 10.60.1.2:8080", "api1 sees 10.60.2.10"),
        new("who is let in before its range is refused, by IPv6", "vip2", "tcp [fd00:60:0:1::2]:8080", "api1 sees fd00:60:0:2::a"),
        new("who is let in before its range is refused, at another port", "vip2", "tcp 10.60.1.2:8081", "prohibited"),

        new("who may not call out, to who would let it in", "mute2", "tcp 10.60.1.2:8080", "prohibited"),
        new("who may not call out, by IPv6", "mute2", "tcp [fd00:60:0:1::2]:8080", "prohibited"),
        new("who may not call out, out of the network", "mute2", "tcp 192.168.124.1:8080", "prohibited"),
        new("who may call out to a range alone, there", "mute2", "udp 192.168.124.1:5353", "outside sees 192.168.124.52"),
        new("who may call out to a range alone, there by IPv6", "mute2", "udp [fd00:124::1]:5354", "refused"),
        new("who may call out to a range alone, elsewhere", "mute2", "udp 10.60.1.2:5353", "prohibited"),
        new("who may not call out, to its host", "mute2", "tcp 10.60.2.1:8080", "v2 sees 10.60.2.4"),
        new("who may call out, out of the network", "caller2", "tcp 192.168.124.1:8080", "outside sees 192.168.124.52"),
        new("who may call out, out of the network by IPv6", "caller1", "tcp [fd00:124::1]:8080", "outside sees fd00:124::51"),
        new("a host, to a workload of its own", "v1", "tcp 10.60.1.2:8080", "api1 sees 10.60.1.1"),
        new("a host, to a workload of another", "v2", "tcp 10.60.1.2:8080", "prohibited"),

        new("a port of the host to who lets a range in, from there", "outside", "tcp 192.168.124.51:8002", "api1 sees 192.168.124.1"),
        new("a port of the host to who lets a range in, from elsewhere", "v3", "tcp 192.168.124.51:8002", "prohibited"),
        new("a port of the host to who lets a range in, from there by IPv6", "v3", "tcp [fd00:124::51]:8002", "api1 sees fd00:124::53"),
        new("a port of the host to who lets a range in, from elsewhere by IPv6", "outside", "tcp [fd00:124::51]:8002", "prohibited"),
        new("a port of the host to who lets a range in, by the host", "v1", "tcp 192.168.124.51:8002", "api1 sees 192.168.124.51"),
        new("a port of the host to who lets a range in, by who may call beside it", "caller1", "tcp 192.168.124.51:8002", "api1 sees 10.60.1.1"),
        new("a port of the host to who lets a range in, by who may call by IPv6", "caller1", "tcp [fd00:124::51]:8002", "api1 sees fd00:60:0:1::1"),
        new("a port of the host to who lets a range in, by who may call elsewhere", "caller2", "tcp 192.168.124.51:8002", "prohibited"),
        new("a port of the host to who lets a range in, by another network", "client1", "tcp 192.168.124.51:8002", "prohibited"),

        new("what is refused some, by those", "barred3", "tcp 10.100.1.2:8080", "prohibited"),
        new("what is refused some, by those by IPv6", "barred3", "tcp [fd00:100:0:2::2]:8080", "prohibited"),
        new("what is refused some, to others", "barred3", "tcp 10.100.3.2:8080", "client3 sees 10.100.3.3"),
        new("whom some refuse", "stranger3", "tcp 10.100.2.2:8080", "prohibited"),
        new("whom some refuse, by IPv6", "stranger3", "tcp [fd00:100:0:1::2]:8080", "prohibited"),
        new("whom some refuse, to others", "stranger3", "tcp 10.100.1.3:8080", "client1 sees 10.100.3.4"),
        new("a service whose backends may not be called", "barred3", "tcp 10.100.0.17:80", "prohibited"),
        new("a service whose backends may not be called, by IPv6", "barred3", "tcp [fd00:100::17]:80", "prohibited"),
        new("a service whose backends refuse it", "stranger3", "tcp 10.100.0.17:80", "prohibited"),
        new("a service whose backends refuse it, by IPv6", "stranger3", "tcp [fd00:100::17]:80", "prohibited"),
        new("a service whose backends may be called at its port", "barred3", "udp 10.100.0.17:53", "web1 sees 10.100.3.3 | web2 sees 10.100.3.3"),
        new("a peered network's workload with a label that is refused here", "red2", "tcp 10.100.2.2:8080", "web2 sees 10.200.2.2"),

        new("as another on its bridge", "teller2 as 10.60.2.2", "tcp 10.60.1.2:8080", "dropped"),
        new("as another on its bridge, by IPv6", "teller2 as fd00:60:0:2::2", "tcp [fd00:60:0:1::2]:8080", "dropped"),
        new("as another on another host", "mute2 as 10.60.1.3", "tcp 10.60.1.2:8080", "dropped"),
        new("as nobody", "mute2 as 10.60.2.77", "tcp 10.60.2.1:8080", "dropped"),
        new("as nobody, by IPv6", "mute2 as fd00:60:0:2::77", "tcp [fd00:60:0:2::1]:8080", "dropped"),
        new("as nobody, in a network without policies", "red2 as 10.200.2.77", "tcp 10.100.1.2:8080", "web1 sees 10.200.2.77"),
        new("as nobody, in a network without policies by IPv6", "red2 as fd00:200:0:2::77", "tcp [fd00:200:0:2::1]:8080", "v2 sees fd00:200:0:2::77"),
        new("as another on its bridge, where little is refused", "barred3 as 10.100.3.2", "tcp 10.100.1.2:8080", "dropped"),
        new("as another on another host, in a network without policies", "red2 as 10.200.1.77", "tcp 10.100.1.2:8080", "unanswered"),

        new("a connection that began before it was refused, on one bridge", "caller1", "tcp 10.60.1.2:8081", "api1 sees 10.60.1.3", PacketKind.GoesOn),
        new("a connection that began before it was refused, across hosts", "caller2", "tcp 10.60.1.2:8081", "api1 sees 10.60.2.2", PacketKind.GoesOn),
        new("who might call before", "caller2", "tcp 10.60.1.2:8080", "prohibited", PacketKind.Drained),
        new("who may call as before", "teller2", "udp 10.60.1.2:5353", "api1 sees 10.60.2.3", PacketKind.Drained),
    ];
}
