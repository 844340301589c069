namespace CloudNet.Controller.Tests.Isolation;

/// <summary>An operation of the API, from its document.</summary>
public sealed record ApiOperation(string Id, string Method, string Path, bool HasBody);
