using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Views;

/// <summary>A WireGuard key as base64.</summary>
public sealed class WireguardKeyConverter : ParsedTextConverter<WireguardKey>;
