using System.Net;

namespace CloudNet.Contracts.Wire;

/// <summary>An address as text: <c>192.168.124.51</c>, <c>fd00::1</c>.</summary>
public sealed class IPAddressConverter : ParsedTextConverter<IPAddress>;
