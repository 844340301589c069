using System.Net;
using System.Security.Cryptography;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Workloads;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Gateway;

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
        await link.SendAsync(new Report([], [],
        [
            new(WorkloadId.New(TimeProvider.System), network, $"w-{name}", [IPAddress.Parse($"10.100.{number}.2")],
                new Dictionary<string, string>(), controller.Clock.GetUtcNow()),
        ]));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await owner.ListAsync<WorkloadRecord>("/api/v1/workloads")).All(workload => workload.HostId != host)) await Task.Delay(20, limit.Token);
        return new(host, link);
    }

    public async ValueTask DisposeAsync()
    {
        link.Dispose();
        await living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LiveAsync()
    {
        while (await link.ReadAsync() is { } message)
        {
            if (message is not (TraceRequest or TraceEnd)) continue;
            Asked.Add(message);
            foreach (var answer in Answers(message)) await link.SendAsync(answer);
        }
    }
}
