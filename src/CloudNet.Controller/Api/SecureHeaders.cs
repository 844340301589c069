namespace CloudNet.Controller.Api;

/// <summary>
/// What every answer tells browsers: load from nowhere else, show it in no other page's frame, take nothing for what it is not said to
/// be, tell nobody where one came from, and come back by https where one came by it (OWASP Secure Headers; RFC 6797).
/// </summary>
public static class SecureHeaders
{
    /// <summary>For pages. Styles are set by components as they go; scripts are files of this server.</summary>
    public const string Pages = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    private const string Year = "max-age=31536000";

    /// <summary>Puts them on every answer, also on one that a fault makes. What an endpoint says of itself stays.</summary>
    public static void UseSecureHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Puts them on an answer.</summary>
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Pages;
        if (!context.Request.IsHttps) return;
        // Browsers heed these by https alone, and complain of the first one otherwise.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.StrictTransportSecurity = Year;
    }
}
