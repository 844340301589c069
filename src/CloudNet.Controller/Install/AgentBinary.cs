using System.Security.Cryptography;
using CloudNet.Domain.Refusals;

namespace CloudNet.Controller.Install;

/// <summary>
/// The agent that hosts download. Its checksum is computed once for each version of the file, told by its time and size.
/// </summary>
public sealed class AgentBinary(IConfiguration settings)
{
    /// <summary>Setting: where the binary is; relative to the controller's own folder.</summary>
    public const string Setting = "Install:AgentPath";

    private const string DefaultPath = "../agent/cloudnet-agent";

    private readonly string path = Path.GetFullPath(settings[Setting] is { Length: > 0 } given ? given : DefaultPath, AppContext.BaseDirectory);
    private volatile Sum? known;

    /// <summary>The file, or that it is missing and which setting says where it is.</summary>
    public Outcome<FileInfo> File()
    {
        var file = new FileInfo(path);
        return file.Exists ? file : Missing;
    }

    /// <summary>SHA-256 of the file, in lower-case hex.</summary>
    public async Task<Outcome<string>> Sha256Async(CancellationToken cancel)
    {
        if (File().IsRefused(out var refusal, out var file)) return refusal;
        if (known is { } sum && sum.At == file.LastWriteTimeUtc && sum.Length == file.Length) return sum.Hex;
        await using var content = file.OpenRead();
        var hex = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        known = new(file.LastWriteTimeUtc, file.Length, hex);
        return hex;
    }

    /// <summary>There is none to give.</summary>
    internal static Refusal Missing { get; } = new(RefusalKind.NotFound, "No agent to download",
        "This controller has no agent binary to give out. Publish the agent for linux-x64, and set Install__AgentPath to the file.");

    private sealed record Sum(DateTime At, long Length, string Hex);
}
