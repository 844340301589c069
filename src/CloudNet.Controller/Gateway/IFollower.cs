using CloudNet.Contracts.Views;

namespace CloudNet.Controller.Gateway;

/// <summary>Who a hub sends a stream to.</summary>
public interface IFollower
{
    /// <summary>Queues a frame without waiting.</summary>
    /// <returns>False where there is no room: the follower reads too slowly, and is dropped from the stream.</returns>
    bool TrySend(Frame frame);

    /// <summary>The follower was dropped from a stream; once it has read what is queued it is told to ask again.</summary>
    void Dropped(StreamName stream);
}
