using System.Text.Json;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Wire;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>A service's ports, fixed backends and health check as <c>jsonb</c>, in the form that they have on the link.</summary>
internal static class ServiceJson
{
    public static readonly ValueConverter<IReadOnlyList<ServicePort>, string> Ports = new(
        ports => JsonSerializer.Serialize(ports, ContractsJson.Default.IReadOnlyListServicePort),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.IReadOnlyListServicePort)!);

    public static readonly ValueConverter<HealthCheck?, string> HealthCheck = new(
        check => JsonSerializer.Serialize(check!, ContractsJson.Default.HealthCheck),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.HealthCheck)!);

    // They are replaced, and never written into.
    public static readonly ValueComparer<IReadOnlyList<ServicePort>> PortsCompared = new(
        (one, other) => one!.SequenceEqual(other!), ports => ports.Count, ports => ports);

    public static readonly ValueConverter<IReadOnlyList<FixedBackend>?, string> Backends = new(
        backends => JsonSerializer.Serialize(backends!, ContractsJson.Default.IReadOnlyListFixedBackend),
        json => JsonSerializer.Deserialize(json, ContractsJson.Default.IReadOnlyListFixedBackend)!);

    public static readonly ValueComparer<IReadOnlyList<FixedBackend>?> BackendsCompared = new(
        (one, other) => one == null || other == null ? ReferenceEquals(one, other) : one.SequenceEqual(other),
        backends => backends == null ? 0 : backends.Count, backends => backends);
}
