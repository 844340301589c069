using System.ComponentModel.DataAnnotations;

namespace CloudNet.Contracts.Services;

/// <summary>A health check that is asked for; the host that a backend runs on does it, and a backend that fails gets no connection that begins.</summary>
/// <param name="Kind">
/// Required; <c>tcp</c>: a connection is taken; <c>http</c> or <c>https</c>: a GET is answered by 200 to 399; <c>command</c>: a program of the host ends
/// with 0; <c>none</c>: no check.
/// </param>
/// <param name="Port">The backends' port that is asked, 1 to 65,535; default: the target port of the first TCP port of the service, else of its first.</param>
/// <param name="Path">With <c>http</c> and <c>https</c>: what is asked for, from <c>/</c> on; default <c>/</c>.</param>
/// <param name="Program">With <c>command</c>, required: name of a program that the hosts' owner has put into <c>/etc/cloudnet/checks</c>.</param>
/// <param name="IntervalSeconds">Between two checks: 1 to 300; default 5.</param>
/// <param name="TimeoutSeconds">How long an answer may take: 1 to 60; default 2.</param>
/// <param name="Rise">After how many that went well a backend serves: 1 to 10; default 2.</param>
/// <param name="Fall">After how many that failed it does not: 1 to 10; default 3.</param>
/// <param name="KeepAll">Whether all backends stay where all of them fail; default true. False: then the service has none, and connections are refused.</param>
public sealed record CreateHealthCheck(
    [property: Required, AllowedValues("tcp", "http", "https", "command", "none")] string? Kind = null, int? Port = null, string? Path = null,
    string? Program = null,
    int? IntervalSeconds = null, int? TimeoutSeconds = null, int? Rise = null, int? Fall = null, bool? KeepAll = null);
