using System.Text.Json;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Gateway;
using CloudNet.Store.ChangeLog;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>Links without sockets, and a host's stream whose news the bus may lose.</summary>
public sealed class AgentGatewayTests
{
    private static readonly HostId Host = HostId.New(TimeProvider.System);
    private static readonly NetworkId Network = NetworkId.New(TimeProvider.System);

    [Fact]
    public async Task Of_links_of_one_host_that_come_at_once_one_stays_open()
    {
        for (var round = 0; round < 100; round++)
        {
            var gateway = Gateway(new HostStream());
            var links = Enumerable.Range(0, 8).Select(_ => Link()).ToArray();
            await Parallel.ForEachAsync(links, (link, _) =>
            {
                gateway.Register(link);
                return ValueTask.CompletedTask;
            });
            Assert.Single(links, IsOpen);
        }
    }

    [Fact]
    public async Task A_removed_host_loses_its_link_though_the_bus_lost_the_news()
    {
        var stream = new HostStream();
        var (gateway, link) = await FollowedAsync(stream);
        stream.Log(new HostRemoved());
        await gateway.AdvanceAsync(StreamName.Of(Host), [], 2, default);
        Assert.False(IsOpen(link));
    }

    [Fact]
    public async Task A_host_that_left_a_network_hears_no_more_of_it_though_the_bus_lost_the_news()
    {
        var stream = new HostStream();
        var (gateway, link) = await FollowedAsync(stream);
        await gateway.FollowAsync(link, StreamName.Of(Network), 1, default);
        stream.Log(new HostNetworkRemoved(Network));
        await gateway.AdvanceAsync(StreamName.Of(Host), [], 2, default);
        gateway.Retire();
        Assert.DoesNotContain(StreamName.Of(Network), gateway.Streams);
    }

    private static AgentGateway Gateway(IStreamSource source) => new(source, NullLogger<AgentGateway>.Instance);

    private static AgentLink Link() => new(Host, Guid.NewGuid().ToString(), new RecordingSocket());

    private static bool IsOpen(AgentLink link) => link.TrySend(Frame.None);

    private static async Task<(AgentGateway Gateway, AgentLink Link)> FollowedAsync(IStreamSource source)
    {
        var (gateway, link) = (Gateway(source), Link());
        gateway.Register(link);
        await gateway.FollowAsync(link, StreamName.Of(Host), 1, default);
        return (gateway, link);
    }

    private sealed class HostStream : IStreamSource
    {
        private readonly List<LoggedChange> log = [];

        public void Log(ViewOperation operation) => log.Add(new(
            StreamName.Of(Host), log.Count + 2, JsonSerializer.Serialize([operation], ContractsJson.Default.IReadOnlyListViewOperation)));

        public Task<ViewCopy?> SnapshotAsync(StreamName stream, CancellationToken cancel) => throw new InvalidOperationException("all is in the log");

        public Task<IReadOnlyList<LoggedChange>?> SinceAsync(StreamName stream, long revision, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<LoggedChange>?>([.. log.Where(change => change.Stream == stream && change.Revision > revision)]);
    }
}
