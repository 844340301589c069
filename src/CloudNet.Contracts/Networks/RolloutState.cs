namespace CloudNet.Contracts.Networks;

/// <summary>Where a network stands that goes from one way across to another.</summary>
public enum RolloutState
{
    /// <summary>Its hosts make the new way, and try it; all send by the old one.</summary>
    Preparing,

    /// <summary>Its hosts send by the new way, one after the other.</summary>
    Moving,

    /// <summary>Something is in the way: all send by the old way again, and the new one goes when all do.</summary>
    Returning,

    /// <summary>It has the new way, and the old one is gone.</summary>
    Done,

    /// <summary>It has the old way.</summary>
    RolledBack,
}
