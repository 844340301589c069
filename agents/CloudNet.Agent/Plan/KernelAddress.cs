using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace CloudNet.Agent.Plan;

/// <summary>
/// An address on a link of CloudNet's. An IPv6 one needs IPv6 on the link, which many switch off for links to come; it is not
/// probed for duplicates, since the lease is this host's alone.
/// </summary>
/// <param name="Link">The link.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Length of its prefix.</param>
internal sealed record KernelAddress(string Link, IPAddress Address, int PrefixLength) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key => new(Link, AddressNumber.Of(Address), PrefixLength);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => Address.AddressFamily == AddressFamily.InterNetwork
        ? [Ip($"address add {Address}/{PrefixLength} dev {Link}")]
        : [
            new(KernelTool.Sysctl, $"-w net/ipv6/conf/{Link}/disable_ipv6=0"),
            Ip($"address add {Address}/{PrefixLength} dev {Link} nodad{(PrefixLength == 128 ? " noprefixroute" : "")}"),
        ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => [];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Ip($"address del {Address}/{PrefixLength} dev {Link}")];
}
