using System.Net;
using CloudNet.Contracts.Policies;

namespace CloudNet.Agent.Tests.Policies;

/// <summary>A packet that begins a connection.</summary>
internal sealed record PolicyPacket(IPAddress From, IPAddress To, PolicyProtocol Protocol, int Port);
