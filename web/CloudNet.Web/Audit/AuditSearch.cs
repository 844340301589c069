namespace CloudNet.Web.Audit;

/// <summary>Which entries are sought; what is null or empty is not asked.</summary>
/// <param name="Text">With this text in names, operation, address, or what was and is.</param>
/// <param name="Kind">About a thing of this kind.</param>
/// <param name="Actor">Of an actor of this name or id.</param>
public sealed record AuditSearch(string? Text = null, string? Kind = null, string? Actor = null);
