using System.Text.Json;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Kernel;

/// <summary>
/// Reads what CloudNet owns, through the tools' JSON. One run of a tool for each kind, all at once; with 5,000 peers it takes
/// some 100 ms, and a few without.
/// </summary>
internal sealed class KernelReader(ToolRunner tools)
{
    private const int Tries = 3;

    /// <summary>Reads all.</summary>
    public async Task<KernelState> ReadAsync(CancellationToken cancel)
    {
        var links = ReadAsync(KernelJson.Links, cancel, "ip", "-json", "-details", "link", "show");
        var addresses = ReadAsync(KernelJson.Addresses, cancel, "ip", "-json", "-4", "address", "show");
        var neighbours = ReadAsync(KernelJson.Neighbours, cancel, "ip", "-json", "-4", "neighbour", "show", "nud", "permanent");
        var fdb = ReadAsync(KernelJson.FdbEntries, cancel, "bridge", "-json", "fdb", "show");
        var routes = ReadAsync(
            KernelJson.Routes, cancel, "ip", "-json", "-numeric", "-4", "route", "show", "table", "all", "proto", $"{KernelRoute.Protocol}");
        var nft = NftAsync(cancel);
        var forwarding = RunAsync(cancel, "cat", "/proc/sys/net/ipv4/ip_forward");
        await Task.WhenAll(links, addresses, neighbours, fdb, routes, nft, forwarding);
        return new()
        {
            Links = KernelItems<KernelLink>.Of(await links),
            Addresses = KernelItems<KernelAddress>.Of(await addresses),
            Neighbours = KernelItems<KernelNeighbour>.Of(await neighbours),
            FdbEntries = KernelItems<KernelFdbEntry>.Of(await fdb),
            Routes = KernelItems<KernelRoute>.Of(await routes),
            Nft = await nft,
            Forwarding = (await forwarding).Trim() != "0",
        };
    }

    /// <summary>Reads what one tool shows as a JSON array.</summary>
    public async Task<T> ReadAsync<T>(Func<JsonElement, T> read, CancellationToken cancel, params string[] tool)
    {
        var text = await RunAsync(cancel, tool);
        using var json = JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "[]" : text);
        return read(json.RootElement);
    }

    private async Task<NftTable?> NftAsync(CancellationToken cancel)
    {
        string[] tool = ["nft", "-s", "list", "table", .. NftTable.Name.Split(' ')];
        var run = await tools.RunAsync(tool, null, null, cancel);
        if (run.ExitCode == 0) return new(string.Concat(run.Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line != "").Select(line => line + '\n')));
        return run.Errors.Contains("No such file or directory", StringComparison.Ordinal) ? null : throw Failed(tool, run);
    }

    private async Task<string> RunAsync(CancellationToken cancel, params string[] tool)
    {
        for (var tried = 1; ; tried++)
        {
            var run = await tools.RunAsync(tool, null, null, cancel);
            if (run.ExitCode != 0) throw Failed(tool, run);
            // The kernel says so when what it listed changed meanwhile: an item may be missing, so it is read again.
            if (!run.Errors.Contains("Dump was interrupted", StringComparison.Ordinal)) return run.Output;
            if (tried == Tries) throw Failed(tool, run);
        }
    }

    private static KernelException Failed(string[] tool, ToolOutput run) =>
        new($"'{string.Join(' ', tool)}' ended with status {run.ExitCode}: {run.Errors.Trim()}");
}
