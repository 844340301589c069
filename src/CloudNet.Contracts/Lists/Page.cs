namespace CloudNet.Contracts.Lists;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">What is in it, in the list's order.</param>
/// <param name="Next">What to give as <c>cursor</c> for what comes after these; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
