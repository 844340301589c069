using System.Text.Json.Serialization;

namespace CloudNet.Agent.Attach;

/// <summary>How a network namespace was named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NetnsKind>))]
internal enum NetnsKind
{
    /// <summary>By a path, which may go away and come back.</summary>
    Path,

    /// <summary>By a process, which ends once and for all.</summary>
    Process,
}
