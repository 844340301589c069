using CloudNet.Web.States;

namespace CloudNet.Web.Networks;

/// <summary>What is between two hosts.</summary>
/// <param name="Tone">How it is shown.</param>
/// <param name="Text">In a word.</param>
/// <param name="Hook">Value of <c>data-state</c>.</param>
/// <param name="Title">In a sentence.</param>
public sealed record PathCell(Tone Tone, string Text, string Hook, string Title);
