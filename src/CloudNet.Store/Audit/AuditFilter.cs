namespace CloudNet.Store.Audit;

/// <summary>Which entries of the audit log are asked for; what is null is not asked.</summary>
/// <param name="ActorId">Of this actor.</param>
/// <param name="ActorName">Of an actor of this name.</param>
/// <param name="Operation">By this operation.</param>
/// <param name="Kind">About a thing of this kind.</param>
/// <param name="Subject">About this thing.</param>
/// <param name="From">From then on.</param>
/// <param name="To">Before then.</param>
/// <param name="Text">With this text in the names of actor and thing, the operation, the address, or what was and is.</param>
public sealed record AuditFilter(
    Guid? ActorId = null, string? ActorName = null, string? Operation = null, string? Kind = null, Guid? Subject = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Text = null);
