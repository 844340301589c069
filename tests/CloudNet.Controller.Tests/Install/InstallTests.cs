using System.Net.Sockets;
using System.Text;
using CloudNet.Controller.Install;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Api;
using CloudNet.Domain.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace CloudNet.Controller.Tests.Install;

public sealed class InstallTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Download = "/agent/v1/download/linux-x64";

    [Fact]
    public async Task The_script_names_this_controller_and_the_agent_that_it_gives_out()
    {
        using var client = controller.Anonymous();
        using var response = await client.Http.GetAsync("/install.sh");
        var script = await response.Content.ReadAsStringAsync();
        var binary = await client.Http.GetByteArrayAsync(Download);

        Assert.Equal("text/x-shellscript", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("#!", script);
        Assert.Contains(controller.Address.ToString().TrimEnd('/'), script);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(binary)), script);
        Assert.DoesNotContain("@CONTROLLER_URL@", script);
        Assert.DoesNotContain("@AGENT_SHA256@", script);
        Assert.Equal("not really an agent"u8.ToArray(), binary);
    }

    [Fact]
    public async Task A_newer_agent_has_a_newer_checksum()
    {
        var path = Path.Combine(Path.GetDirectoryName(controller.AgentPath)!, "newer");
        await File.WriteAllTextAsync(path, "one");
        var agent = Agent(path);
        Assert.False((await agent.Sha256Async(CancellationToken.None)).IsRefused(out _, out var before));
        await File.WriteAllTextAsync(path, "another");
        Assert.False((await agent.Sha256Async(CancellationToken.None)).IsRefused(out _, out var after));
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Where_there_is_no_agent_the_setting_is_named()
    {
        Assert.True((await Agent("/nowhere/agent").Sha256Async(CancellationToken.None)).IsRefused(out var refusal, out _));
        Assert.Equal(RefusalKind.NotFound, refusal.Kind);
        Assert.Contains("Install__AgentPath", refusal.Detail);
    }

    [Fact]
    public async Task Over_http_too()
    {
        var away = controller.AgentPath + ".away";
        File.Move(controller.AgentPath, away);
        try
        {
            using var client = controller.Anonymous();
            Assert.Contains("Install__AgentPath", (await client.GetRefusedAsync(Download, 404)).Detail);
            Assert.Contains("Install__AgentPath", (await client.GetRefusedAsync("/install.sh", 404)).Detail);
        }
        finally
        {
            File.Move(away, controller.AgentPath);
        }
    }

    [Theory]
    [InlineData("GET /install.sh", "")]
    [InlineData("POST /api/v1/enrolment-keys", """{"name":"x"}""")]
    public async Task A_host_header_that_would_run_in_a_shell_gets_no_script_and_no_line(string request, string body)
    {
        using var admin = await controller.AdminAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(controller.Address.Host, controller.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{request} HTTP/1.1\r\nHost: a$(id)b\r\nConnection: close\r\nAuthorization: {admin.Http.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("application/problem+json", answer);
        Assert.DoesNotContain("$(id)", answer);
    }

    [Theory]
    [InlineData("http://controller:8080", "http://controller:8080")]
    [InlineData("https://cloudnet.example.org/", "https://cloudnet.example.org")]
    [InlineData("https://example.org/cloudnet", "https://example.org/cloudnet")]
    [InlineData("http://cloudnet_controller:8080", "http://cloudnet_controller:8080")]
    [InlineData("http://[fd00::1]:8080", "http://[fd00::1]:8080")]
    [InlineData("http://a$(id)b", null)]
    [InlineData("http://a`id`", null)]
    [InlineData("http://a'b", null)]
    [InlineData("http://a\"b", null)]
    [InlineData("http://a b", null)]
    [InlineData("http://a\nb", null)]
    [InlineData("http://a/\n", null)]
    [InlineData("http://a;b", null)]
    [InlineData("http://user@a", null)]
    [InlineData("http://a?b", null)]
    [InlineData("ftp://a", null)]
    [InlineData("a", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Nothing_that_means_something_to_a_shell_is_a_url(string? text, string? url) => Assert.Equal(url, ControllerUrl.Parse(text)?.Text);

    [Fact]
    public void The_url_that_is_set_wins_and_a_wrong_one_stops_the_start()
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("inside:8080"));

        Assert.False(Url("https://outside.example.org").For(request).IsRefused(out _, out var set));
        Assert.False(Url("").For(request).IsRefused(out _, out var own));
        Assert.Equal(("https://outside.example.org", "http://inside:8080"), (set.Text, own.Text));
        Assert.Contains("PublicUrl", Assert.Throws<SettingException>(() => Url("outside")).Message);
    }

    private static PublicUrl Url(string set) => new(Settings(PublicUrl.Setting, set));

    private static AgentBinary Agent(string path) => new(Settings(AgentBinary.Setting, path));

    private static IConfiguration Settings(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
}
