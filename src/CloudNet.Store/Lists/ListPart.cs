namespace CloudNet.Store.Lists;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Sort">In which order.</param>
/// <param name="After">What comes after this place; null from the start.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Prefix">Only those whose names begin so; null for all.</param>
public sealed record ListPart(ListSort Sort, ListPlace? After, int Limit, string? Prefix = null);
