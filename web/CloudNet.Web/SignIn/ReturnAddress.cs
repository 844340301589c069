namespace CloudNet.Web.SignIn;

/// <summary>Where to go after signing in: only ever a page of this dashboard, whatever the link said.</summary>
public static class ReturnAddress
{
    /// <summary>Where a person goes who came from nowhere.</summary>
    public const string Home = "/topology";

    /// <summary>The address itself where it is a path on this server, else <see cref="Home"/>.</summary>
    public static string Local(string? address) => IsLocal(address) ? address! : Home;

    // "//host" and "/\host" are other servers to a browser, which also drops tabs and line ends before it looks.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl)
        && !address.StartsWith(SignInPath.Page, StringComparison.OrdinalIgnoreCase);
}
