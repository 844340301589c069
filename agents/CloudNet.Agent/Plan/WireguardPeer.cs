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
internal sealed record WireguardPeer(string Link, WireguardKey PublicKey, IPEndPoint? Endpoint, ImmutableArray<IPNetwork> AllowedIps) : KernelItem
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
        && Equals(Endpoint, other.Endpoint) && AllowedIps.SequenceEqual(other.AllowedIps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Link, PublicKey);

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Adding() =>
        [Wg($"set {Link} peer {PublicKey} endpoint {Endpoint} allowed-ips {string.Join(',', AllowedIps)}")];

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> ChangingFrom(KernelItem actual) => Adding();

    /// <inheritdoc/>
    public override ImmutableArray<KernelCommand> Removing() => [Wg($"set {Link} peer {PublicKey} remove")];

    private static KernelCommand Wg(string arguments) => new(KernelTool.Wg, arguments);
}
