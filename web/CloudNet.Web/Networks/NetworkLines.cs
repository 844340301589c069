namespace CloudNet.Web.Networks;

/// <summary>Command lines about networks, for empty pages.</summary>
public static class NetworkLines
{
    /// <summary>Makes the network <c>blue</c> over the API.</summary>
    /// <param name="controller">Address of the controller, with a slash at its end.</param>
    public static string Create(string controller) =>
        $$"""curl -H "Authorization: Bearer $CLOUDNET_TOKEN" -H "Content-Type: application/json" -d '{"name":"blue","range":"10.100.0.0/16"}' {{controller}}api/v1/networks""";
}
