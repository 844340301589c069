namespace CloudNet.Agent.Control;

/// <summary>What is known.</summary>
/// <param name="Found">One for each name that was meant.</param>
internal sealed record LookupAnswer(IReadOnlyList<NameState> Found) : ControlAnswer;
