using System.Net;
using System.Net.Sockets;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Traces;

namespace CloudNet.Agent.Tracing;

/// <summary>
/// The nftables table that marks a packet and its answer to be told of, each rule that they meet (nft(8), "meta nftrace"). It is there for as long as one
/// trace takes, decides nothing, and is no part of what the agent keeps in order. It comes before everything else that looks at packets.
/// </summary>
internal static class TraceTable
{
    /// <summary>Family and name.</summary>
    public const string Name = "inet cloudnet_trace";

    /// <summary>Makes it, in place of one that was left behind.</summary>
    public static string Adding(TraceRequest request) => $$"""
        {{Removing}}
        table {{Name}} {
        	chain in {
        		type filter hook prerouting priority -450; policy accept;
        		{{Rule(request, isBack: false)}}
        		{{Rule(request, isBack: true)}}
        	}
        	chain out {
        		type filter hook output priority -450; policy accept;
        		{{Rule(request, isBack: false)}}
        		{{Rule(request, isBack: true)}}
        	}
        }

        """;

    /// <summary>Takes it away, be it there or not (nft 1.0.6 has no 'destroy').</summary>
    public static string Removing => $"add table {Name}\ndelete table {Name}";

    private static string Rule(TraceRequest request, bool isBack)
    {
        var (from, to) = isBack ? (request.Destination, request.Source) : (request.Source, request.Destination);
        return $"{Ip(from)} saddr {from} {Ip(to)} daddr {to} {Packet(request, isBack)} meta nftrace set 1";
    }

    private static string Packet(TraceRequest request, bool isBack)
    {
        if (request.Protocol == TraceProtocol.Icmp)
        {
            var icmp = Ip(request.Source) == "ip" ? "icmp" : "icmpv6";
            return $"{icmp} type echo-{(isBack ? "reply" : "request")} {icmp} id {request.Mark}";
        }
        var protocol = request.Protocol == TraceProtocol.Tcp ? "tcp" : "udp";
        var (source, destination) = isBack ? (request.Port ?? 0, request.Mark) : (request.Mark, request.Port ?? 0);
        return $"{protocol} sport {source} {protocol} dport {destination}";
    }

    private static string Ip(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? "ip" : "ip6";
}
