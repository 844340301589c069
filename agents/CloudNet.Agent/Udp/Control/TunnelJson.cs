using System.Text.Json.Serialization;

namespace CloudNet.Agent.Udp.Control;

/// <summary>How <c>udp show --json</c> looks, made at build time (Native AOT).</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TunnelState))]
internal sealed partial class TunnelJson : JsonSerializerContext;
