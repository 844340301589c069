using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Views;

/// <summary>One step of a change to a stream, as absolute values: what a change record holds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(NetworkSettingsSet), "settings-set")]
[JsonDerivedType(typeof(NetworkMemberSet), "member-set")]
[JsonDerivedType(typeof(NetworkMemberRemoved), "member-removed")]
[JsonDerivedType(typeof(WorkloadSet), "workload-set")]
[JsonDerivedType(typeof(WorkloadRemoved), "workload-removed")]
[JsonDerivedType(typeof(HostWorkloadsRemoved), "host-workloads-removed")]
[JsonDerivedType(typeof(AddressPinned), "address-pinned")]
[JsonDerivedType(typeof(AddressUnpinned), "address-unpinned")]
[JsonDerivedType(typeof(ServiceSet), "service-set")]
[JsonDerivedType(typeof(ServiceRemoved), "service-removed")]
[JsonDerivedType(typeof(PolicySet), "policy-set")]
[JsonDerivedType(typeof(PolicyRemoved), "policy-removed")]
[JsonDerivedType(typeof(PolicyDefaultsSet), "policy-defaults-set")]
[JsonDerivedType(typeof(HostNetworkAdded), "network-added")]
[JsonDerivedType(typeof(HostNetworkRemoved), "network-removed")]
[JsonDerivedType(typeof(HostRemoved), "host-removed")]
public abstract record ViewOperation;
