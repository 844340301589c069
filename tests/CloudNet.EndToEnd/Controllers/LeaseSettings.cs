namespace CloudNet.EndToEnd.Controllers;

/// <summary>How long leases last.</summary>
/// <param name="Ttl">After their holder was last heard of.</param>
/// <param name="Grace">Until an expired one is taken back.</param>
/// <param name="Margin">Until a controller that has just started takes any back.</param>
public sealed record LeaseSettings(TimeSpan Ttl, TimeSpan Grace, TimeSpan Margin);
