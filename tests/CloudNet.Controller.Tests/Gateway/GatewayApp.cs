using System.Net;
using System.Threading.Channels;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Gateway;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>The store, the bus in memory, the relay and the gateway of a controller, on a real socket: all that a link needs.</summary>
internal sealed class GatewayApp : IAsyncDisposable, IHostChanges
{
    private readonly WebApplication app;

    private GatewayApp(string connection, bool isAlone)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IHostChanges>(this);
        builder.Services.AddStore(_ => StoreSetup.Source(connection));
        builder.Services.AddBus(builder.Configuration);
        if (!isAlone) builder.Services.AddSingleton(new Replica(isAlone: false));
        builder.Services.AddAgentGateway();
        app = builder.Build();
        app.MapAgentGateway();
    }

    public Uri Address => new(app.Urls.Single());

    public AgentGateway Gateway => app.Services.GetRequiredService<AgentGateway>();

    public ReportOutbox Reports => app.Services.GetRequiredService<ReportOutbox>();

    /// <summary>Hosts that said they are elsewhere than stored.</summary>
    public List<(HostId Host, IPAddress Address)> Moves { get; } = [];

    /// <summary>Why such a host may not move; null where it may.</summary>
    public string? MoveRefused { get; set; }

    /// <summary>Starts one.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="isAlone">False where it is to think that there are others, which its bus does not reach.</param>
    public static async Task<GatewayApp> StartAsync(TestDatabase database, bool isAlone = true)
    {
        var started = new GatewayApp(database.ConnectionString, isAlone);
        await started.app.StartAsync();
        return started;
    }

    public Task<string?> MovedAsync(HostId host, IPAddress address, CancellationToken cancel)
    {
        Moves.Add((host, address));
        return Task.FromResult(MoveRefused);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>What agents said they can.</summary>
    public Channel<(HostId Host, Abilities Abilities)> Able { get; } = Channel.CreateUnbounded<(HostId, Abilities)>();

    /// <inheritdoc/>
    public async Task AbleAsync(HostId host, Abilities abilities, CancellationToken cancel) => await Able.Writer.WriteAsync((host, abilities), cancel);
}
