using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>How it is found out whether a backend serves.</summary>
[JsonConverter(typeof(HealthCheckKindConverter))]
public enum HealthCheckKind
{
    /// <summary>Something takes a TCP connection.</summary>
    Tcp,

    /// <summary>A GET over HTTP is answered by a status of 200 to 399.</summary>
    Http,

    /// <summary>The same over TLS; whose certificate it is is not looked at, since it is asked at its address.</summary>
    Https,

    /// <summary>A program of the host ends with 0.</summary>
    Command,
}
