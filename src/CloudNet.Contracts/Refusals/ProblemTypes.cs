namespace CloudNet.Contracts.Refusals;

/// <summary>Types of problems (<see cref="ProblemRecord.Type"/>) that a program acts on by itself.</summary>
public static class ProblemTypes
{
    /// <summary>The password is right, and the user has a second factor: the same is to be sent with its code.</summary>
    public const string CodeNeeded = "urn:cloudnet:code-needed";
}
