namespace CloudNet.Store.Events;

/// <summary>Some events in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">Where to read on; also past what the filter left out.</param>
/// <param name="HasMore">More are there already.</param>
/// <param name="IsHeldBack">More are written, and can be read as soon as every transaction that began before them has ended.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Events, EventPlace Next, bool HasMore, bool IsHeldBack);
