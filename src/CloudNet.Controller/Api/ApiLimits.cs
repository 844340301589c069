namespace CloudNet.Controller.Api;

/// <summary>Bounds of the HTTP interfaces.</summary>
public static class ApiLimits
{
    /// <summary>Largest body of any request; bytes. The agents' link and the pages' connections are no bodies.</summary>
    public const int BodyBytes = 64 * 1024;
}
