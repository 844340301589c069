using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>What is known of a backend. How that decides who gets connections: <see cref="ServedBackends"/>.</summary>
[JsonConverter(typeof(BackendStateConverter))]
public enum BackendState
{
    /// <summary>It takes connections, as far as is known.</summary>
    Ready,

    /// <summary>It fails the health check, or was not found to pass it yet.</summary>
    Failing,

    /// <summary>Somebody drains it: what runs goes on, and nothing begins.</summary>
    Draining,

    /// <summary>Nothing is heard of its host; it takes connections until that has lasted for a while.</summary>
    Unknown,

    /// <summary>Nothing was heard of its host for so long that it gets no connections.</summary>
    Away,
}
