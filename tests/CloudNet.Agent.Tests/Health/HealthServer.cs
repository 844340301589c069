using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CloudNet.Agent.Tests.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNet.Agent.Tests.Health;

/// <summary>A real web server in a namespace: <c>/status/N</c> answers with N, <c>/never</c> not at all; port 8080 plain and 8443 over TLS.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HealthServer(WebApplication app) => this.app = app;

    public static async Task<HealthServer> StartAsync(NetworkNamespace inside)
    {
        var (plain, secret) = (Listen(inside, 8080), Listen(inside, 8443));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenHandle((ulong)plain.Handle);
            kestrel.ListenHandle((ulong)secret.Handle, listen => listen.UseHttps(OwnCertificate()));
        });
        var app = builder.Build();
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/never", (HttpContext call) => Task.Delay(Timeout.Infinite, call.RequestAborted));
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Socket Listen(NetworkNamespace inside, int port) => inside.Make(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        return socket;
    });

    private static X509Certificate2 OwnCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
