using System.Diagnostics.CodeAnalysis;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Enrol;

/// <summary>Where the controller is: an http or https address, with or without a path before its own paths.</summary>
/// <param name="Root">The address, ending in a slash.</param>
internal sealed record ControllerAddress(Uri Root)
{
    /// <summary>Where a host enrols.</summary>
    public Uri Enrol => new(Root, LinkLimits.EnrolPath.TrimStart('/'));

    /// <summary>The link's WebSocket.</summary>
    public Uri Link => new UriBuilder(new Uri(Root, LinkLimits.Path.TrimStart('/'))) { Scheme = Root.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;

    /// <summary>Takes what a person typed or a file holds.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ControllerAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return false;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return false;
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0) return false;
        address = new(new Uri(uri.AbsoluteUri.TrimEnd('/') + "/"));
        return true;
    }

    /// <summary>The address as a person would type it.</summary>
    public override string ToString() => Root.AbsoluteUri.TrimEnd('/');
}
