namespace CloudNet.Agent.Attach;

/// <summary>How an attach or detach ended.</summary>
/// <param name="Entry">The attachment that is made, was there, or is gone; null where it was refused.</param>
/// <param name="Refusal">Why not, and the way out; null where it was done.</param>
internal sealed record AttachOutcome(AttachmentEntry? Entry, string? Refusal)
{
    /// <summary>It was done.</summary>
    public static AttachOutcome Done(AttachmentEntry entry) => new(entry, null);

    /// <summary>It was not done, and nothing has changed.</summary>
    public static AttachOutcome Refused(string why) => new(null, why);
}
