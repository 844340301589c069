using CloudNet.Controller.Refusals;
using CloudNet.Domain.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CloudNet.Controller.Install;

/// <summary>What a host needs before it has an agent.</summary>
internal static class InstallEndpoints
{
    private const string Tag = "Install";

    public static IServiceCollection AddInstall(this IServiceCollection services) =>
        services.AddSingleton<PublicUrl>().AddSingleton<AgentBinary>().AddSingleton<InstallScript>();

    public static void MapInstall(this WebApplication app)
    {
        // Read at start: a wrong setting is told then, not to the first host.
        app.Services.GetRequiredService<PublicUrl>();

        app.MapGet("/install.sh", async (HttpRequest request, PublicUrl url, InstallScript script, CancellationToken cancel) =>
                await ScriptAsync(script, url.For(request), cancel))
            .AllowAnonymous().WithTags(Tag).WithName("GetInstallScript").WithSummary("The script that installs the agent on a host")
            .WithDescription("It downloads the agent of this controller, checks its checksum, and enrols the host with the key that it is given.")
            .Produces<string>(200, "text/x-shellscript").Refuses(400, 404);

        app.MapGet("/agent/v1/download/linux-x64", Results<PhysicalFileHttpResult, ProblemResult> (AgentBinary agent) =>
                agent.File().IsRefused(out var refusal, out var file)
                    ? refusal.AsResult()
                    : TypedResults.PhysicalFile(
                        file.FullName, "application/octet-stream", "cloudnet-agent", file.LastWriteTimeUtc, enableRangeProcessing: true))
            .AllowAnonymous().WithTags(Tag).WithName("DownloadAgent").WithSummary("The agent's binary for Linux on x86-64")
            .Produces<byte[]>(200, "application/octet-stream").Refuses(404);
    }

    private static async Task<Results<ContentHttpResult, ProblemResult>> ScriptAsync(
        InstallScript script, Outcome<ControllerUrl> url, CancellationToken cancel)
    {
        if (url.IsRefused(out var refusal, out var controller)) return refusal.AsResult();
        if ((await script.ForAsync(controller, cancel)).IsRefused(out refusal, out var text)) return refusal.AsResult();
        return TypedResults.Text(text, "text/x-shellscript");
    }
}
