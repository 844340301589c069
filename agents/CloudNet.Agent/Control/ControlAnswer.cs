using System.Text.Json.Serialization;

namespace CloudNet.Agent.Control;

/// <summary>The running agent's answer to a request, on one line likewise.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(RefusedAnswer), "refused")]
[JsonDerivedType(typeof(WorkloadAnswer), "workload")]
[JsonDerivedType(typeof(WorkloadsAnswer), "workloads")]
[JsonDerivedType(typeof(StatusAnswer), "status")]
[JsonDerivedType(typeof(PingAnswer), "ping")]
[JsonDerivedType(typeof(LookupAnswer), "lookup")]
[JsonDerivedType(typeof(NamesAnswer), "names")]
internal abstract record ControlAnswer;
