using System.Text.Json;

namespace CloudNet.Controller.Tests.Api;

/// <summary>An operation of the API, from its document.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, with its parameters in braces.</param>
/// <param name="Parameters">Parameters of path and query.</param>
/// <param name="Body">The body's schema, or null where it takes none.</param>
public sealed record ApiOperation(string Id, string Method, string Path, IReadOnlyList<JsonElement> Parameters, JsonElement? Body)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Method} {Path}";
}
