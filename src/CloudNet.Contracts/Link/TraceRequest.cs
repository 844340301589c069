using System.Net;
using CloudNet.Contracts.Traces;
using CloudNet.Contracts.Workloads;

namespace CloudNet.Contracts.Link;

/// <summary>
/// Controller to agent, from version 5 on: follow a packet and its answer through this host. The agent says <see cref="TraceReady"/> when it looks, and
/// <see cref="TraceResult"/> when it has sent the packet and knows what came of it; where it does not send, after <see cref="TraceStop"/>.
/// </summary>
/// <param name="Id">Names it.</param>
/// <param name="Source">Where the packet is from: an address in a subnet of one of the two hosts.</param>
/// <param name="Destination">Where it goes to.</param>
/// <param name="Protocol">What it is.</param>
/// <param name="Port">The port that it goes to; null with ICMP.</param>
/// <param name="Mark">Its identifier with ICMP, else its source port: 32,768 to 60,999. It tells it apart from what else goes on between the two.</param>
/// <param name="Sends">Whether this host sends it.</param>
/// <param name="Workload">The workload that sends; null: the host itself.</param>
public sealed record TraceRequest(
    Guid Id, IPAddress Source, IPAddress Destination, TraceProtocol Protocol, int? Port, int Mark, bool Sends, WorkloadId? Workload) : LinkMessage;
