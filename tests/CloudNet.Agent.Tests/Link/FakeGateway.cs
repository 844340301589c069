using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Link;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNet.Agent.Tests.Link;

/// <summary>
/// The controller's side, played by the test: a real HTTP server on the loopback that hands each link it takes to the test.
/// </summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Channel<FakeLink> links = Channel.CreateUnbounded<FakeLink>();

    private readonly ConcurrentBag<FakeLink> taken = [];

    private FakeGateway(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        server = builder.Build();
        server.UseWebSockets();
        server.Map(LinkLimits.Path, TakeLinkAsync);
        server.MapPost(LinkLimits.EnrolPath, context => OnEnrol(context));
        server.MapGet("/agent/v1/download/linux-x64", context => context.Response.Body.WriteAsync(Agent).AsTask());
    }

    /// <summary>Answers an enrolment.</summary>
    public Func<HttpContext, Task> OnEnrol { get; set; } = context => { context.Response.StatusCode = 404; return Task.CompletedTask; };

    /// <summary>What is given out as the agent.</summary>
    public byte[] Agent { get; set; } = [];

    public ControllerAddress Address { get; private set; } = null!;

    public int Port => Address.Root.Port;

    public static async Task<FakeGateway> StartAsync(int port = 0)
    {
        var gateway = new FakeGateway(port);
        await gateway.server.StartAsync();
        gateway.Address = ControllerAddress.TryParse(gateway.server.Urls.Single(), out var address) ? address : throw new InvalidOperationException();
        return gateway;
    }

    /// <summary>The next link that an agent opens.</summary>
    public Task<FakeLink> NextAsync() => links.Reader.ReadAsync().AsTask().Soon();

    /// <summary>The next link, with challenge, hello and welcome done.</summary>
    public async Task<FakeLink> NextWelcomedAsync(int reportEverySeconds = 15)
    {
        var link = await NextAsync();
        await link.GreetAsync(reportEverySeconds);
        return link;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in taken) link.Cut();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await server.StopAsync(patience.Token);
        await server.DisposeAsync();
    }

    private async Task TakeLinkAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var link = new FakeLink(socket, context);
        taken.Add(link);
        links.Writer.TryWrite(link);
        await link.Ended;
    }
}
