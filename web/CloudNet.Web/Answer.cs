using CloudNet.Contracts.Refusals;

namespace CloudNet.Web;

/// <summary>What was asked for, or why not.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">Set where <paramref name="Problem"/> is null.</param>
/// <param name="Problem">The refusal, ready to be shown.</param>
public sealed record Answer<T>(T? Value, ProblemRecord? Problem);
