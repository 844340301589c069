namespace CloudNet.Controller.Api;

/// <summary>Bounds of the HTTP interfaces.</summary>
public static class ApiLimits
{
    /// <summary>Largest body; bytes.</summary>
    public const int BodyBytes = 64 * 1024;
}
