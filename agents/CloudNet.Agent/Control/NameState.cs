using System.Net;

namespace CloudNet.Agent.Control;

/// <summary>A name as <c>cloudnet lookup</c> shows it.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Addresses">Its addresses, in no order.</param>
/// <param name="Targets">Of a port of a service: what serves there, <c>name:port</c>.</param>
/// <param name="Names">Of an address: its names.</param>
internal sealed record NameState(string Name, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<string> Targets, IReadOnlyList<string> Names);
