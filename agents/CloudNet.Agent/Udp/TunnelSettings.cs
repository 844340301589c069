using System.Net;

namespace CloudNet.Agent.Udp;

/// <summary>What a tunnel is started with.</summary>
/// <param name="Link">Its TUN.</param>
/// <param name="Local">The address of this end.</param>
/// <param name="Port">The port of this end.</param>
/// <param name="Control">Path of its control socket.</param>
internal sealed record TunnelSettings(string Link, IPAddress Local, ushort Port, string Control);
