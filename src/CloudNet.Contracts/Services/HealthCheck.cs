using System.Text.Json.Serialization;

namespace CloudNet.Contracts.Services;

/// <summary>
/// How the hosts find out whether a backend serves: each asks the workloads of its own, at their addresses, from inside their network namespaces.
/// </summary>
/// <param name="Kind">How.</param>
/// <param name="Port">The port that is asked; of a command, what it is told.</param>
/// <param name="Path">What is asked for over HTTP, from <c>/</c> on; null with other kinds.</param>
/// <param name="Program">Name of the program; null with other kinds.</param>
/// <param name="IntervalSeconds">Between the end of one check and the next; 1 to 300.</param>
/// <param name="TimeoutSeconds">How long an answer may take; 1 to 60.</param>
/// <param name="Rise">After how many that went well one by one a backend serves; 1 to 10.</param>
/// <param name="Fall">After how many that failed one by one it does not; 1 to 10.</param>
/// <param name="KeepAll">Whether all backends stay where all of them fail: then it is more likely that the check is wrong than that all are dead.</param>
public sealed record HealthCheck(
    HealthCheckKind Kind, int Port,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Program = null,
    int IntervalSeconds = HealthCheckBounds.UsualIntervalSeconds, int TimeoutSeconds = HealthCheckBounds.UsualTimeoutSeconds,
    int Rise = HealthCheckBounds.UsualRise, int Fall = HealthCheckBounds.UsualFall, bool KeepAll = true);
