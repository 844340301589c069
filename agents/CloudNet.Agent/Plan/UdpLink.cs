using System.Collections.Immutable;
using System.Net;

namespace CloudNet.Agent.Plan;

/// <summary>
/// The TUN of a network of the driver udp, and the process that carries its packets: one of this same program, which outlives the agent. The link
/// stays when the process ends, with its routes; then it is made anew, process and all.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Local">The host's address on the underlay.</param>
/// <param name="Port">UDP port, here and at the peers.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Up">Whether it is set up.</param>
internal sealed record UdpLink(string Name, IPAddress Local, int Port, int Mtu, bool Up = true) : KernelLink(Name, Mtu, Up)
{
    /// <summary>Folder of the control sockets and logs of the processes; gone with a reboot, as they are.</summary>
    public const string Folder = "/run/cloudnet-udp";

    private const int MostInMessage = 65400;
    private const int TcpHeaders = 52;

    /// <summary>Control socket of the process that carries a link.</summary>
    public static string ControlOf(string link) => $"{Folder}/{link}.sock";

    // What the kernel hands over at once: as many whole TCP segments (of the MTU less 52 bytes of headers with time stamps) as one message to the
    // socket takes, which is 64 KB with a header a segment. One more would be a second message for each.
    private int LargestBurst => (Math.Max(1, MostInMessage / Mtu) * (Mtu - TcpHeaders)) + TcpHeaders;

    /// <summary>Where the process that has this control socket says what it has to say, when the agent started it.</summary>
    public static string LogOf(string control) => control + ".log";

    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is UdpLink udp && this == udp with { Mtu = Mtu, Up = Up };

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Ip($"tuntap add dev {Name} mode tun vnet_hdr"),
        Ip($"link set dev {Name} mtu {Mtu} gso_max_size {LargestBurst} up"),
        new(KernelTool.UdpRun, $"--link {Name} --local {Local} --port {Port} --control {ControlOf(Name)}"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [Ip($"link set dev {Name} mtu {Mtu} gso_max_size {LargestBurst} up")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Abandoning() => Removing();
}
