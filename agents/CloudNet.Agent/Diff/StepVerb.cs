namespace CloudNet.Agent.Diff;

/// <summary>What a step does to its item.</summary>
internal enum StepVerb
{
    /// <summary>Makes it where nothing was.</summary>
    Add,

    /// <summary>Turns what is there into it, in place.</summary>
    Change,

    /// <summary>Takes away what is there, with all that is on it, and makes it anew.</summary>
    Remake,

    /// <summary>Takes it away.</summary>
    Remove,
}
