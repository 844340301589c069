using System.Text.Json;
using CloudNet.Contracts.Link;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using CloudNet.Controller.Gateway;

namespace CloudNet.Controller.Tests.Gateway;

/// <summary>An agent at the end of a queue with little room, as the gateway sees one and as the agent takes frames in.</summary>
internal sealed class FollowingAgent(int room) : IFollower
{
    private readonly Queue<Frame> queue = new();

    /// <summary>What the agent has.</summary>
    public ViewCopy? Copy { get; private set; }

    /// <summary>Whether it has been told, or has found out, that it must ask again.</summary>
    public bool MustAsk { get; private set; }

    public int Snapshots { get; private set; }

    public bool TrySend(Frame frame)
    {
        if (queue.Count >= room) return false;
        queue.Enqueue(frame);
        return true;
    }

    public void Dropped(StreamName stream) => MustAsk = true;

    /// <summary>Reads all that is queued.</summary>
    public void Read()
    {
        while (queue.TryDequeue(out var frame)) Take(JsonSerializer.Deserialize(frame.Bytes.Span, ContractsJson.Default.LinkMessage)!);
    }

    /// <summary>Asks for the stream again from what it has.</summary>
    public async Task AskAsync(StreamHub hub)
    {
        MustAsk = false;
        await hub.UnfollowAsync(this);
        Assert.Equal(FollowOutcome.Following, await hub.FollowAsync(this, Copy?.Revision ?? 0, default));
    }

    private void Take(LinkMessage message)
    {
        if (message is Snapshot snapshot)
        {
            Snapshots++;
            Copy = ViewCopy.Newer(Copy, snapshot.Revision, snapshot.View);
        }
        else if (message is Delta delta)
        {
            var after = Copy?.After(delta.From, delta.To, delta.Operations);
            Assert.True(after is not null, $"the hub sent {delta.From}..{delta.To} to an agent at {Copy?.Revision ?? 0}");
            Copy = after;
        }
    }
}
