using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Link;

/// <summary>One text frame of the link between an agent and the controller: JSON with <c>type</c> as its first property.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Challenge), "challenge")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Follow), "follow")]
[JsonDerivedType(typeof(Unfollow), "unfollow")]
[JsonDerivedType(typeof(Snapshot), "snapshot")]
[JsonDerivedType(typeof(Delta), "delta")]
[JsonDerivedType(typeof(Resync), "resync")]
[JsonDerivedType(typeof(Report), "report")]
[JsonDerivedType(typeof(Abilities), "abilities")]
[JsonDerivedType(typeof(TraceRequest), "trace-request")]
[JsonDerivedType(typeof(TraceStop), "trace-stop")]
[JsonDerivedType(typeof(TraceReady), "trace-ready")]
[JsonDerivedType(typeof(TraceResult), "trace-result")]
public abstract record LinkMessage;
