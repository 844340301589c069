using System.Text.Json.Serialization;

namespace CloudNet.Agent.Control;

/// <summary>What the command line asks of the running agent: one JSON object on one line of the control socket.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(AttachRequest), "attach")]
[JsonDerivedType(typeof(DetachRequest), "detach")]
[JsonDerivedType(typeof(LabelRequest), "label")]
[JsonDerivedType(typeof(DrainRequest), "drain")]
[JsonDerivedType(typeof(ListRequest), "list")]
[JsonDerivedType(typeof(StatusRequest), "status")]
[JsonDerivedType(typeof(MovedRequest), "moved")]
[JsonDerivedType(typeof(PingRequest), "ping")]
[JsonDerivedType(typeof(LookupRequest), "lookup")]
[JsonDerivedType(typeof(NamesRequest), "names")]
internal abstract record ControlRequest;
