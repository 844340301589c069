using CloudNet.Controller.Gateway;
using CloudNet.Store.ChangeLog;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>A random walk of one stream, its hub, four agents and an unreliable bus.</summary>
internal sealed class StreamHubWalk
{
    private readonly LoggedStream stream = new();
    private readonly StreamHub hub;
    private readonly FollowingAgent[] agents = [.. Enumerable.Range(1, 4).Select(room => new FollowingAgent(room + 1))];
    private readonly List<LoggedChange> onTheBus = [];

    public StreamHubWalk() => hub = new(LoggedStream.Name, stream);

    public async Task RunAsync((int Step, int Agent, int Host)[] walk)
    {
        foreach (var (step, agent, host) in walk) await StepAsync(step, agents[agent], host);
        foreach (var agent in agents) agent.Read();
        await hub.AdvanceAsync([], stream.Revision, default);
        foreach (var agent in agents)
        {
            agent.Read();
            await agent.AskAsync(hub);
            agent.Read();
            Assert.Equal(stream.Revision, agent.Copy!.Revision);
            Assert.Equal(stream.View, agent.Copy.View);
        }
    }

    private async Task StepAsync(int step, FollowingAgent agent, int host)
    {
        switch (step)
        {
            case 0: onTheBus.Add(stream.Commit(host, leaves: false)); break;
            case 1: onTheBus.Add(stream.Commit(host, leaves: true)); break;
            case 2: await DeliverAsync(host, keep: false); break;
            case 3: await DeliverAsync(host, keep: true); break;
            case 4: agent.Read(); break;
            case 5: await agent.AskAsync(hub); break;
            case 6: await hub.UnfollowAsync(agent); break;
            case 7: stream.Trim(host); break;
        }
    }

    /// <summary>Some message arrives: not the first perhaps, and perhaps once more later.</summary>
    private async Task DeliverAsync(int which, bool keep)
    {
        if (onTheBus.Count == 0) return;
        var change = onTheBus[which % onTheBus.Count];
        if (!keep) onTheBus.Remove(change);
        await hub.AdvanceAsync([change], change.Revision, default);
    }
}
