using CloudNet.Controller.Gateway;
using CloudNet.Store.ChangeLog;
using CsCheck;

namespace CloudNet.Controller.Tests.Gateway;

public sealed class StreamHubTests
{
    private readonly LoggedStream stream = new();
    private readonly StreamHub hub;

    public StreamHubTests() => hub = new(LoggedStream.Name, stream);

    [Fact]
    public async Task An_agent_with_nothing_gets_a_snapshot_and_then_deltas()
    {
        var agent = new FollowingAgent(room: 10);
        await agent.AskAsync(hub);
        await CommitAndDeliverAsync(1);
        await CommitAndDeliverAsync(2);
        agent.Read();
        Assert.Equal(stream.View, agent.Copy!.View);
        Assert.Equal(1, agent.Snapshots);
    }

    [Fact]
    public async Task An_agent_that_missed_a_little_gets_deltas_from_the_log_and_no_snapshot()
    {
        var agent = new FollowingAgent(room: 10);
        await agent.AskAsync(hub);
        agent.Read();
        await hub.UnfollowAsync(agent);
        for (var host = 1; host <= 5; host++) stream.Commit(host, leaves: false);
        await agent.AskAsync(hub);
        agent.Read();
        Assert.Equal(stream.View, agent.Copy!.View);
        Assert.Equal(1, agent.Snapshots);
    }

    [Fact]
    public async Task A_thousand_agents_that_come_back_cost_one_snapshot_read()
    {
        var agents = Enumerable.Range(0, 1000).Select(_ => new FollowingAgent(room: 20)).ToList();
        foreach (var agent in agents)
        {
            await agent.AskAsync(hub);
            if (agents.IndexOf(agent) % 100 == 0) await CommitAndDeliverAsync(7);
        }
        foreach (var agent in agents) agent.Read();
        Assert.All(agents, agent => Assert.Equal(stream.Revision, agent.Copy!.Revision));
        Assert.Equal(1, stream.SnapshotsRead);
    }

    [Fact]
    public async Task A_lost_message_is_made_good_by_the_next_one()
    {
        var agent = new FollowingAgent(room: 10);
        await agent.AskAsync(hub);
        stream.Commit(1, leaves: false);
        await CommitAndDeliverAsync(2);
        agent.Read();
        Assert.Equal(stream.View, agent.Copy!.View);
        Assert.Equal(1, agent.Snapshots);
    }

    [Fact]
    public async Task An_agent_that_reads_too_slowly_is_told_to_ask_again_and_then_has_all()
    {
        var agent = new FollowingAgent(room: 2);
        await agent.AskAsync(hub);
        for (var host = 1; host <= 5; host++) await CommitAndDeliverAsync(host);
        Assert.True(agent.MustAsk);
        agent.Read();
        await agent.AskAsync(hub);
        agent.Read();
        Assert.Equal(stream.View, agent.Copy!.View);
    }

    [Fact]
    public async Task A_gap_that_cannot_be_read_now_is_read_later()
    {
        var agent = new FollowingAgent(room: 10);
        await agent.AskAsync(hub);
        stream.Commit(1, leaves: false);
        var second = stream.Commit(2, leaves: false);
        stream.Away = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.AdvanceAsync([second], second.Revision, default));
        stream.Away = false;
        await hub.AdvanceAsync([], stream.Revision, default);
        agent.Read();
        Assert.Equal(stream.View, agent.Copy!.View);
    }

    [Fact]
    public async Task A_hub_that_is_followed_does_not_retire_and_a_retired_one_takes_nobody_in()
    {
        var agent = new FollowingAgent(room: 10);
        await agent.AskAsync(hub);
        Assert.False(hub.TryRetire());
        await hub.UnfollowAsync(agent);
        Assert.True(hub.TryRetire());
        Assert.Equal(FollowOutcome.Retired, await hub.FollowAsync(agent, 0, default));
    }

    /// <summary>
    /// Whatever the bus loses, repeats or reorders, however slowly agents read and whenever they come and go or the log is
    /// trimmed: after one sweep, and one more question by each who must ask, every agent has the stream.
    /// </summary>
    [Fact]
    public void Any_walk_ends_with_every_agent_in_the_right_state() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[1, 9]).Array[1, 60]
        .Sample(walk => new StreamHubWalk().RunAsync(walk).GetAwaiter().GetResult(), iter: 3000);

    private async Task CommitAndDeliverAsync(int host)
    {
        LoggedChange change = stream.Commit(host, leaves: false);
        await hub.AdvanceAsync([change], change.Revision, default);
    }
}
