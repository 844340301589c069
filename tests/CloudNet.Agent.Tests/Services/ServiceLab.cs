using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;
using Sample = CloudNet.Agent.Tests.Plan.Sample;

namespace CloudNet.Agent.Tests.Services;

/// <summary>
/// Three hosts in one network: on the first web1 and a client, on the second web2, on the third a client. Each web answers at ports 8080 and 8081 of TCP and
/// 5353 of UDP with its name and whom it sees.
/// </summary>
internal sealed partial class ServiceLab : IAsyncDisposable
{
    private const int Many = 24;
    private readonly NetworkView network;
    private readonly Dictionary<string, string[]> labels = new() { ["web1"] = ["app=web"], ["web2"] = ["app=web"] };
    private readonly Dictionary<string, Attachment> attachments = [];
    private NetworkService[] served = [];
    private bool isListening;

    private ServiceLab(Wire wire, NetworkView network) => (Wire, this.network) = (wire, network);

    public Wire Wire { get; }

    public ServiceClient Web1 { get; private set; } = null!;

    public ServiceClient Web2 { get; private set; } = null!;

    public ServiceClient Client1 { get; private set; } = null!;

    public ServiceClient Client3 { get; private set; } = null!;

    public ServiceClient Outside => new("outside", Wire.Middle, "192.168.124.1", "fd00:124::1", "", "");

    /// <summary>A workload of another network, on the first host.</summary>
    public ServiceClient Classic { get; private set; } = null!;

    public static async Task<ServiceLab> CreateAsync(NetworkView? network = null)
    {
        var lab = new ServiceLab(await Wire.CreateAsync(3), network ?? Served.Blue);
        (lab.Web1, lab.Client1) = (await lab.AttachAsync("web1", 1, 1, 2), await lab.AttachAsync("client1", 2, 1, 3));
        (lab.Web2, lab.Client3) = (await lab.AttachAsync("web2", 3, 2, 2), await lab.AttachAsync("client3", 4, 3, 2));
        return lab;
    }

    /// <summary>A host's own processes.</summary>
    public ServiceClient HostAs(int host) => new($"v{host}", Wire[host].Netns, $"10.100.{host}.1", $"fd00:100:0:{host}::1", "", "");

    /// <summary>Has all hosts serve these.</summary>
    public async Task ServeAsync(params NetworkService[] services)
    {
        foreach (var host in (int[])[1, 2, 3])
        {
            Tell(host, services);
            await Wire[host].ServeAsync(network, OnHost(host));
        }
        served = services;
        // Only what is attached has IPv6.
        foreach (var web in isListening ? [] : new[] { Web1, Web2 }) await web.ServeAsync(withIpv6: network.Settings.Ranges.Length > 1);
        isListening = true;
    }

    /// <summary>The same on the first host, which is in another network too and has a port that leads to a workload.</summary>
    public async Task ServeWithClassicAsync(NetworkService service)
    {
        var (inside, attachment) = await Wire.AttachAsync(9, Sample.Classic, "172.17.1.2");
        Classic = new("classic", inside, "172.17.1.2", "", "172.17.1.1", "");
        await ServeAsync(service);
        Wire[1].Mappings = [new(network.Id, attachments["web1"].Name, TransportProtocol.Tcp, new(8000, 8000), 8080)];
        await Wire[1].Kernel.GoesToAsync(await Wire[1].PlanAsync([network, Sample.Classic], [.. OnHost(1), attachment]));
    }

    /// <summary>Whom each web that answered saw, of many calls.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AnswersAsync(ServiceClient client, string vip)
    {
        var answers = await client.CallsAsync(vip, 80, Many);
        Assert.DoesNotContain(null, answers);
        return answers.Select(answer => answer!.Split(' ')).DistinctBy(answer => answer[0]).ToDictionary(answer => answer[0], answer => answer[1]);
    }

    /// <summary>How often each web answered, of so many calls.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(ServiceClient client, string vip, int calls) =>
        (await client.CallsAsync(vip, 80, calls)).GroupBy(answer => answer!.Split(' ')[0]).ToDictionary(of => of.Key, of => of.Count());

    /// <summary>The clients that a host's kernel remembers.</summary>
    public Task<string> RememberedAsync(int host) => Wire[host].RunAsync("nft list map inet cloudnet-services ip-affinity");

    /// <summary>Waits until a host's kernel remembers somebody to come to a backend.</summary>
    public Task RememberedAsync(int host, string backend) => UntilAsync(host, clients => clients.Contains(backend, StringComparison.Ordinal));

    /// <summary>Waits until a host's kernel remembers nobody.</summary>
    public Task ForgottenAsync(int host) => UntilAsync(host, clients => !clients.Contains("elements", StringComparison.Ordinal));

    private async Task UntilAsync(int host, Predicate<string> holds)
    {
        using var deadline = new CancellationTokenSource(Within.Limit);
        while (!holds(await RememberedAsync(host))) await Task.Delay(50, deadline.Token);
    }

    /// <summary>Which web answers what is sent from this port; null: none.</summary>
    public string? AskFrom(Socket client, string vip, int port)
    {
        client.SendTo("who\n"u8, new IPEndPoint(IPAddress.Parse(vip), port));
        var answer = new byte[64];
        try
        {
            return Encoding.ASCII.GetString(answer, 0, client.Receive(answer)).Split(' ')[0];
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock or SocketError.ConnectionRefused)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var web in new[] { Web1, Web2 }) await web.Inside.StopAsync();
        await Wire.DisposeAsync();
    }

    private void Tell(int host, NetworkService[] services)
    {
        (Wire[host].Services, Wire[host].Workloads) = (Served.Services(services), Served.Workloads(
            Faring("web1", Served.On(1, "10.100.1.2,fd00:100:0:1::2", labels["web1"])),
            Served.On(1, "10.100.1.3,fd00:100:0:1::3", labels.GetValueOrDefault("client1", [])),
            Faring("web2", Served.On(2, "10.100.2.2,fd00:100:0:2::2", labels["web2"])),
            Served.On(3, "10.100.3.2,fd00:100:0:3::2", labels.GetValueOrDefault("client3", []))));
    }

    private Attachment[] OnHost(int host) => host switch
    {
        1 => [attachments["web1"], attachments["client1"]],
        2 => [attachments["web2"]],
        _ => [attachments["client3"]],
    };

    private async Task<ServiceClient> AttachAsync(string name, int number, int host, int last)
    {
        var (four, six) = ($"10.100.{host}.{last}", $"fd00:100:0:{host}::{last}");
        var (inside, attachment) = await Wire.AttachAsync(number, network, network.Settings.Ranges.Length == 1 ? four : $"{four},{six}");
        attachments[name] = attachment;
        return new(name, inside, four, six, $"10.100.{host}.1", $"fd00:100:0:{host}::1");
    }
}
