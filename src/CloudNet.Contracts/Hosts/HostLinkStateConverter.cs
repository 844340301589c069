using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Hosts;

/// <summary>Writes a link state as <c>never-seen</c>, <c>linked</c> or <c>down</c>.</summary>
public sealed class HostLinkStateConverter() : JsonStringEnumConverter<HostLinkState>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
