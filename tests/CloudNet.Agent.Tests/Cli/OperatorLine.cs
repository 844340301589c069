using System.Net;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CloudNet.Agent.Tests.Cli;

/// <summary>One line of the command line for operators, against a controller whose answers a test writes.</summary>
internal static class OperatorLine
{
    /// <summary>Runs it; what was asked of the controller is as in <c>GET hosts?limit=500 </c>, with the body at the end.</summary>
    /// <param name="answer">What is answered to each; what has a <c>status</c> is a refusal.</param>
    /// <param name="line">The line, without the command's name.</param>
    public static Task<(int Status, string Output, string Errors, List<string> Asked)> RunAsync(Func<string, string> answer, params string[] line) =>
        RunAsync("", asked => answer(asked) is var text && text.Contains("\"status\":400", StringComparison.Ordinal) ? (400, text) : (200, text), line);

    /// <summary>The same, where something is typed.</summary>
    /// <param name="typed">All of standard input.</param>
    /// <param name="answer">The status and body that answer each.</param>
    /// <param name="line">The line, without the command's name.</param>
    public static async Task<(int Status, string Output, string Errors, List<string> Asked)> RunAsync(
        string typed, Func<string, (int Status, string Body)> answer, params string[] line)
    {
        List<string> asked = [];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var server = builder.Build();
        server.MapFallback(async (HttpContext context) =>
        {
            using var body = new StreamReader(context.Request.Body);
            asked.Add($"{context.Request.Method} {context.Request.Path.Value!["/api/v1/".Length..]}{context.Request.QueryString} {await body.ReadToEndAsync()}");
            var (status, text) = answer(asked[^1]);
            return status == 204 ? Results.NoContent() : Results.Text(text, "application/json", statusCode: status);
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (output, errors) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(new(output, errors, colours: false, new StringReader(typed)), TimeProvider.System, name => name switch
        {
            "CLOUDNET_CONTROLLER" => server.Urls.Single(),
            "CLOUDNET_TOKEN" => "cnt_x",
            _ => null,
        });
        return (await CommandTree.RunAsync("cloudnet", line, context).Soon(), output.ToString(), errors.ToString(), asked);
    }

    /// <summary>A refusal of these fields.</summary>
    public static string Refusal(params string[] fields) =>
        $$"""{"type":"urn:cloudnet:invalid","title":"Not valid","status":400,"detail":null,"problems":[{{string.Join(',', fields.Select(field =>
            $$"""{"field":"{{field}}","rule":"It is wrong.","wayOut":"Right it."}"""))}}]}""";
}
