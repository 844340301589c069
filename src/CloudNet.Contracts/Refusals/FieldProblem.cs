namespace CloudNet.Contracts.Refusals;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">The field, by its name in the request, such as <c>range</c>.</param>
/// <param name="Rule">The rule it breaks, in words.</param>
/// <param name="WayOut">What to do instead, in words.</param>
public sealed record FieldProblem(string Field, string Rule, string WayOut);
