namespace CloudNet.Controller.Gateway;

/// <summary>What became of a wish to follow a stream.</summary>
public enum FollowOutcome
{
    /// <summary>The follower is sent the stream (or was told to ask again, being slow).</summary>
    Following,

    /// <summary>The stream's network or host is gone.</summary>
    Gone,

    /// <summary>What the follower lacks is more than one message may hold, and it is not sent.</summary>
    TooLarge,

    /// <summary>The hub ended meanwhile; its successor takes the wish.</summary>
    Retired,
}
