using System.Text.Json.Serialization;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Control;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Operators;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.State;

/// <summary>How the agent's own files and its control socket look in JSON, made at build time (Native AOT).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(IPAddressConverter), typeof(IPNetworkConverter)])]
[JsonSerializable(typeof(HostIdentity))]
[JsonSerializable(typeof(RemovedMark))]
[JsonSerializable(typeof(AttachmentBook))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(IReadOnlyList<WorkloadState>))]
[JsonSerializable(typeof(PingState))]
[JsonSerializable(typeof(IReadOnlyList<NameState>))]
[JsonSerializable(typeof(Session))]
internal sealed partial class AgentJson : JsonSerializerContext;
