namespace CloudNet.Agent.Plan.Names;

/// <summary>How much is known of a name.</summary>
internal enum NameKnowledge
{
    /// <summary>It is none of CloudNet's: others are to be asked.</summary>
    Foreign,

    /// <summary>It is CloudNet's to say, and nobody has it.</summary>
    None,

    /// <summary>It is CloudNet's to say, and this host does not know enough to.</summary>
    Unknown,

    /// <summary>It is there, with or without anything by it.</summary>
    Known,
}
