using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Plan.Health;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Health;

/// <summary>
/// Asks a workload whether it serves, from inside its own network namespace: so no rule of the host or of a network stands between, and what is found is the
/// workload's alone.
/// </summary>
/// <param name="programs">Runs programs.</param>
/// <param name="clock">Tells time.</param>
internal sealed class HealthProbe(HealthProgram programs, TimeProvider clock)
{
    /// <summary>Asks once.</summary>
    /// <param name="backend">What.</param>
    /// <param name="netns">Path of its network namespace.</param>
    /// <param name="stop">Ends it, as a cancellation.</param>
    /// <returns>Why it does not serve; null where it does.</returns>
    public async Task<string?> AskAsync(CheckedBackend backend, string netns, CancellationToken stop)
    {
        var check = backend.Check;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(check.TimeoutSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        var at = new IPEndPoint(backend.Addresses[0], check.Port);
        try
        {
            return check.Kind switch
            {
                HealthCheckKind.Http or HealthCheckKind.Https => await GetAsync(check, at, netns, either.Token),
                HealthCheckKind.Command => await programs.RunAsync(backend, netns, either.Token),
                _ => await ConnectAsync(at, netns, either.Token),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"{Of(check, at)}: no answer within {check.TimeoutSeconds} s";
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            return $"{Of(check, at)}: {Innermost(fault)}";
        }
    }

    private static async Task<string?> ConnectAsync(IPEndPoint at, string netns, CancellationToken stop)
    {
        using var socket = await OpenAsync(at, netns, stop);
        return null;
    }

    private static async Task<string?> GetAsync(HealthCheck check, IPEndPoint at, string netns, CancellationToken stop)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false,
            ConnectCallback = async (_, cancel) => new NetworkStream(await OpenAsync(at, netns, cancel), ownsSocket: true),
            SslOptions = new() { RemoteCertificateValidationCallback = AnyCertificate },
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{(check.Kind == HealthCheckKind.Https ? "https" : "http")}://{at}{check.Path}");
        request.Headers.UserAgent.ParseAdd("cloudnet-health");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return (int)answer.StatusCode is >= 200 and < 400 ? null : $"{Of(check, at)}: the answer was {(int)answer.StatusCode}";
    }

    // A socket stays in the namespace that it was made in.
    private static async Task<Socket> OpenAsync(IPEndPoint at, string netns, CancellationToken stop)
    {
        var socket = Netns.Inside(netns, () => new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        try
        {
            await socket.ConnectAsync(at, stop);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Whom it belongs to says nothing of whether the backend serves: it is asked at an address that no certificate names, and from inside its namespace.
    private static bool AnyCertificate(object sender, object? certificate, object? chain, SslPolicyErrors errors) => true;

    private static string Of(HealthCheck check, IPEndPoint at) => check.Kind switch
    {
        HealthCheckKind.Http => $"GET http://{at}{check.Path}",
        HealthCheckKind.Https => $"GET https://{at}{check.Path}",
        HealthCheckKind.Command => $"{HealthProgram.Folder}/{check.Program}",
        _ => $"TCP to {at}",
    };

    private static string Innermost(Exception fault) => fault.GetBaseException().Message.Trim().Replace('\0', ' ');
}
