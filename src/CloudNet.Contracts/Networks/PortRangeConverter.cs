using CloudNet.Contracts.Wire;

namespace CloudNet.Contracts.Networks;

/// <summary>Ports as text.</summary>
public sealed class PortRangeConverter : ParsedTextConverter<PortRange>;
