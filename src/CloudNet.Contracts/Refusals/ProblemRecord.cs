namespace CloudNet.Contracts.Refusals;

/// <summary>A refusal on the wire: <c>application/problem+json</c> (RFC 9457) with everything that is wrong at once.</summary>
/// <param name="Type">A stable name of the kind of refusal, such as <c>urn:cloudnet:invalid</c>.</param>
/// <param name="Title">The refusal in a few words.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Detail">What happened, where, and the way out.</param>
/// <param name="Problems">Each field that is wrong; empty where the refusal is about the whole.</param>
public sealed record ProblemRecord(string Type, string Title, int Status, string? Detail, IReadOnlyList<FieldProblem>? Problems = null);
