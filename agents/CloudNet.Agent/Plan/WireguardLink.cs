using System.Collections.Immutable;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A WireGuard device. The kernel makes it, or where it cannot, <c>wireguard-go</c>: a process that outlives the agent, and ends with its link.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">UDP port that it listens on.</param>
/// <param name="PublicKey">Public half of the key that it has.</param>
/// <param name="Mtu">Bytes.</param>
/// <param name="Kind">What it is made by. Not part of equality: one that is there is as good as another.</param>
/// <param name="KeyFile">Where the private half is; null of what was found. Not part of equality: it is read once.</param>
/// <param name="Up">Whether it is set up.</param>
internal sealed record WireguardLink(
    string Name, int Port, WireguardKey PublicKey, int Mtu, WireguardKind Kind = WireguardKind.None, string? KeyFile = null, bool Up = true)
    : KernelLink(Name, Mtu, Up)
{
    /// <summary>Equal in what it does.</summary>
    public bool Equals(WireguardLink? other) =>
        other is not null && Name == other.Name && Port == other.Port && PublicKey == other.PublicKey && Mtu == other.Mtu && Up == other.Up;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Port, PublicKey, Mtu, Up);

    /// <inheritdoc/>
    public override bool CanComeFrom(KernelLink actual) => actual is WireguardLink;

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
    [
        Kind == WireguardKind.UserSpace ? new(KernelTool.WireguardGo, Name) : Ip($"link add {Name} type wireguard"),
        new(KernelTool.Wg, $"set {Name} listen-port {Port} private-key {KeyFile ?? $"(that of {PublicKey})"}"),
        Ip($"link set dev {Name} mtu {Mtu} up"),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual)
    {
        var was = (WireguardLink)actual;
        var commands = ImmutableArray.CreateBuilder<KernelCommand>(2);
        if (was.Port != Port) commands.Add(new(KernelTool.Wg, $"set {Name} listen-port {Port}"));
        if (was.PublicKey != PublicKey) commands.Add(new(KernelTool.Wg, $"set {Name} private-key {KeyFile}"));
        if (was.Mtu != Mtu || was.Up != Up) commands.Add(Ip($"link set dev {Name} mtu {Mtu} up"));
        return commands.ToImmutable();
    }

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Abandoning() => Removing();
}
