using System.Net;
using CloudNet.Contracts.Networks;

namespace CloudNet.Agent.Control;

/// <summary>One echo that was asked for.</summary>
/// <param name="Network">Name of the network.</param>
/// <param name="Driver">How its packets cross.</param>
/// <param name="Host">Name of the host that the address is on; null where no host has its subnet.</param>
/// <param name="Address">The address that was asked.</param>
/// <param name="LatencyMicroseconds">How long the answer took; null where none came within a second.</param>
/// <param name="Underlay">Address of that host outside of the network; null for this host itself, and where there is none.</param>
/// <param name="UnderlayAnswers">Whether that one answers; null where it was not asked.</param>
internal sealed record PingState(
    string Network, NetworkDriver Driver, string? Host, IPAddress Address, int? LatencyMicroseconds, IPAddress? Underlay, bool? UnderlayAnswers);
