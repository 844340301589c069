using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Bus;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Gateway;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Traces;

/// <summary>An agent, frame by frame, that says of traces what a test tells it to.</summary>
internal sealed class TracingAgent : IAsyncDisposable
{
    private readonly LinkClient link;
    private readonly Task living;

    private TracingAgent(HostId host, LinkClient link)
    {
        (Host, this.link) = (host, link);
        living = LiveAsync();
    }

    public HostId Host { get; }

    /// <summary>What it was asked, in order.</summary>
    public List<LinkMessage> Asked { get; } = [];

    /// <summary>What it answers.</summary>
    public Func<LinkMessage, IEnumerable<LinkMessage>> Answers { get; set; } = _ => [];

    /// <summary>Enrols a host with a workload, and links; the controller knows that when this is done.</summary>
    public static async Task<TracingAgent> StartAsync(
        ControllerFixture controller, ApiClient owner, string name, int number, Contracts.Networks.NetworkId network, int version = ProtocolVersion.Newest)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, underlay) = (await owner.NewKeyAsync(1, "blue"), IPAddress.Parse($"192.168.124.{50 + number}"));
        var publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        var proof = Convert.ToBase64String(key.SignData(LinkProof.EnrolPayload(publicKey, name, secret), HashAlgorithmName.SHA256));
        var host = (await owner.PostAsync<EnrolledHost>("/agent/v1/enrol", new EnrolHost(secret, name, publicKey, proof, $"{underlay}", $"machine-{name}"))).HostId;
        var (link, challenge) = await LinkClient.OpenAsync(controller.Address);
        await link.SendAsync(LinkClient.Hello(host, key, challenge, underlay) with { Protocol = version, BootId = name });
        await link.ReadAsync<Welcome>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var known = KnownAsync(controller, owner, host, limit.Token);
        await link.SendAsync(new Report([], [],
        [
            new(WorkloadId.New(TimeProvider.System), network, $"w-{name}", [IPAddress.Parse($"10.100.{number}.2")],
                new Dictionary<string, string>(), controller.Clock.GetUtcNow()),
        ]));
        await known;
        return new(host, link);
    }

    public async ValueTask DisposeAsync()
    {
        link.Dispose();
        await living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // It listens from when it is called.
    private static async Task KnownAsync(ControllerFixture controller, ApiClient owner, HostId host, CancellationToken limit)
    {
        await foreach (var _ in controller.Services.GetRequiredService<ChangeFeed>().SubscribeAsync(limit))
            if ((await owner.ListAsync<WorkloadRecord>("/api/v1/workloads")).Any(workload => workload.HostId == host)) return;
    }

    private async Task LiveAsync()
    {
        while (await link.ReadAsync() is { } message)
        {
            if (message is not (TraceRequest or TraceStop)) continue;
            Asked.Add(message);
            foreach (var answer in Answers(message)) await link.SendAsync(answer);
        }
    }
}
