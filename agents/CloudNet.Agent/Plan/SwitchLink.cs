using System.Collections.Immutable;

namespace CloudNet.Agent.Plan;

/// <summary>
/// An Open vSwitch bridge of a network of the driver gre, known by its local port: a link of the same name, which is a port of the network's own
/// bridge. The bridge is in Open vSwitch's database and comes again with it; the link is then new, and no port of anything.
/// </summary>
/// <param name="Name">Name of the bridge and of its local port.</param>
/// <param name="IsUserSpace">Whether Open vSwitch forwards itself (datapath netdev), and not the kernel (system).</param>
/// <param name="Mtu">Bytes; 0 of a bridge that is in the database alone.</param>
/// <param name="Bridge">The Linux bridge that the link is a port of; null for none.</param>
/// <param name="Up">Whether it is set up; false too of a link that is in the kernel alone.</param>
internal sealed record SwitchLink(string Name, bool IsUserSpace, int Mtu, string? Bridge, bool Up = true) : KernelLink(Name, Mtu, Up)
{
    /// <summary>What Open vSwitch calls a datapath in the kernel.</summary>
    public const string System = "system";

    /// <summary>What Open vSwitch calls a datapath in user space.</summary>
    public const string UserSpace = "netdev";

    // Where the datapath is another Open vSwitch itself makes the link anew. One that somebody has deleted it does not miss, but for a new bridge.
    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is SwitchLink { Mtu: > 0 };

    // Without the request Open vSwitch gives it the smallest MTU of its ports.
    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Switch($"--may-exist add-br {Name} -- set bridge {Name} datapath_type={(IsUserSpace ? UserSpace : System)} -- set interface {Name} mtu_request={Mtu}"),
        Ip($"link set dev {Name} mtu {Mtu}{(Bridge is null ? "" : $" master {Bridge}")} up"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Switch($"--if-exists del-br {Name}")];

    // A bridge that goes and comes within one transaction would be the same to it.
    private static KernelCommand Switch(string arguments) => new(KernelTool.OvsVsctl, arguments, Alone: true);
}
