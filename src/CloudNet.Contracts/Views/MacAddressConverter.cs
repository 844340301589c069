using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Views;

/// <summary>A MAC address as text with colons.</summary>
public sealed class MacAddressConverter : ParsedTextConverter<MacAddress>;
