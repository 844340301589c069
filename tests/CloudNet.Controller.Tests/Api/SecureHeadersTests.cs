using CloudNet.Controller.Api;
using Microsoft.AspNetCore.Http;

namespace CloudNet.Controller.Tests.Api;

/// <summary>Every answer tells browsers what they may do with it, and no body is larger than any request needs.</summary>
public sealed class SecureHeadersTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Theory]
    [InlineData("/api/v1/networks", 401)]
    [InlineData("/api/v1/nowhere", 404)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/docs/", 200)]
    [InlineData("/install.sh", 200)]
    [InlineData("/test/page", 302)]
    [InlineData("/nowhere", 404)]
    public async Task Every_answer_has_them(string path, int status)
    {
        using var anonymous = controller.Anonymous();
        using var response = await anonymous.Http.GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(
            ("nosniff", "DENY", "same-origin"),
            (Header(response, "X-Content-Type-Options"), Header(response, "X-Frame-Options"), Header(response, "Referrer-Policy")));
        Assert.Contains("default-src 'self'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
        Assert.False(response.Headers.Contains("Server") && Header(response, "Server").Length > 0, "it says what server it is");
    }

    [Fact]
    public void Whoever_came_by_https_comes_back_by_it()
    {
        var context = new DefaultHttpContext { Request = { Scheme = "https" } };
        SecureHeaders.Set(context);
        Assert.Equal("max-age=31536000", context.Response.Headers.StrictTransportSecurity);
        Assert.Equal("same-origin", context.Response.Headers["Cross-Origin-Opener-Policy"]);
    }

    [Fact]
    public async Task The_cookie_is_for_the_server_alone()
    {
        using var anonymous = controller.Anonymous();
        using var response = await anonymous.Http.PostAsync($"/test/sign-in?user=admin&password={Uri.EscapeDataString(ControllerFixture.AdminPassword)}", null);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), line => line.StartsWith("cloudnet=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_body_is_larger_than_the_bound_wherever_it_goes()
    {
        using var anonymous = controller.Anonymous();
        var api = await ApiDescription.ReadAsync(anonymous.Http);
        using var admin = await controller.AdminAsync();
        foreach (var operation in api.Operations.Where(operation => operation.Body is not null))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{\w+\}", "any");
            using var request = new HttpRequestMessage(new(operation.Method), path) { Content = new StringContent($"\"{new string('x', ApiLimits.BodyBytes)}\"") };
            request.Content.Headers.ContentType = new("application/json");
            using var response = await admin.Http.SendAsync(request);
            Assert.True((int)response.StatusCode == 413, $"{operation}: {(int)response.StatusCode}");
        }
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(' ', response.Headers.GetValues(name));
}
