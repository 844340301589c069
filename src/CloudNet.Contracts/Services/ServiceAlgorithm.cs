using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>How a service chooses the backend of a connection that begins.</summary>
[JsonConverter(typeof(ServiceAlgorithmConverter))]
public enum ServiceAlgorithm
{
    /// <summary>At random, each connection by itself, by the backends' weights.</summary>
    Random,

    /// <summary>By the client's address: one client comes to one backend while the backends stay as they are.</summary>
    Source,
}
