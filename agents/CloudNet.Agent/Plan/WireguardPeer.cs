using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan;

/// <summary>
/// A peer of a WireGuard device. What is sent to its addresses is encrypted for it; what comes from it with any other source is dropped by
/// WireGuard itself (cryptokey routing). An address is one peer's alone: who is set last has it.
/// </summary>
/// <param name="Link">The device.</param>
/// <param name="PublicKey">The peer's key.</param>
/// <param name="Endpoint">Where its packets go to.</param>
/// <param name="AllowedIps">Its addresses, in order.</param>
/// <param name="Preshared">Which secret is shared with it (<see cref="PresharedKey.Mark"/>); null: none.</param>
/// <param name="PresharedFile">Where that is; null of what was found. Not part of equality: it is read once.</param>
internal sealed record WireguardPeer(
    string Link, WireguardKey PublicKey, IPEndPoint? Endpoint, ImmutableArray<IPNetwork> AllowedIps,
    string? Preshared = null, string? PresharedFile = null) : KernelItem
{
    /// <inheritdoc/>
    public override ItemKey Key
    {
        get
        {
            Span<byte> key = stackalloc byte[33];
            Convert.TryFromBase64String(PublicKey.ToString(), key, out _);
            return new(Link, BinaryPrimitives.ReadUInt128BigEndian(key), BinaryPrimitives.ReadInt64BigEndian(key[16..]));
        }
    }

    /// <summary>Equal in every address, not only in the reference to them.</summary>
    public bool Equals(WireguardPeer? other) =>
        other is not null && Link == other.Link && PublicKey == other.PublicKey
        && Equals(Endpoint, other.Endpoint) && Preshared == other.Preshared && AllowedIps.SequenceEqual(other.AllowedIps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Link, PublicKey);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() => Setting(Preshared is null ? "" : $" preshared-key {PresharedFile ?? $"(that of {Preshared})"}");

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) =>
        Preshared is null && ((WireguardPeer)actual).Preshared is not null ? Setting(" preshared-key /dev/null") : Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Wg($"set {Link} peer {PublicKey} remove")];

    private ImmutableArray<KernelCommand> Setting(string secret) =>
        [Wg($"set {Link} peer {PublicKey}{secret} endpoint {Endpoint} allowed-ips {string.Join(',', AllowedIps)}")];

    private static KernelCommand Wg(string arguments) => new(KernelTool.Wg, arguments);
}
