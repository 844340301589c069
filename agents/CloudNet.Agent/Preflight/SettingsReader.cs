using System.Collections.Immutable;
using System.Globalization;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;

namespace CloudNet.Agent.Preflight;

/// <summary>Reads what is set on the host: one run of <c>sysctl</c>, one of <c>nft</c> for the chains, and one for each table that drops.</summary>
internal sealed class SettingsReader(ToolRunner tools)
{
    private const string Bridged = "net.bridge.bridge-nf-call-iptables";
    private const string Neighbours = "net.ipv4.neigh.default.gc_thresh3";
    private const string ReverseOfAll = "net.ipv4.conf.all.rp_filter";
    private const string ReverseOfNew = "net.ipv4.conf.default.rp_filter";

    /// <summary>Reads it.</summary>
    /// <exception cref="KernelException">It could not be read.</exception>
    public async Task<HostSettings> ReadAsync(CancellationToken cancel)
    {
        // -e: without the module there is no such setting; a network namespace has no limit of its own.
        var set = await RunAsync(["sysctl", "-e", Bridged, Neighbours, ReverseOfAll, ReverseOfNew], cancel);
        var chains = NftChains.Read(await RunAsync(["nft", "list", "chains"], cancel));
        var dropping = ImmutableArray.CreateBuilder<string>();
        foreach (var table in chains.Where(chain => chain.DropsForwarded && chain.Table != NftTable.Name).GroupBy(chain => chain.Table))
        {
            var rules = await RunAsync(["nft", "list", "table", .. table.Key.Split(' ')], cancel);
            if (!rules.Contains($"\"{LinkNames.Prefix}br", StringComparison.Ordinal)) dropping.AddRange(table.Select(chain => $"{chain.Table} {chain.Name}"));
        }
        return new(
            dropping.ToImmutable(), chains.Any(chain => chain is { Table: "ip filter", Name: "DOCKER-USER" }),
            [
                .. chains.Any(chain => chain.Table.EndsWith(" firewalld", StringComparison.Ordinal)) ? new[] { "firewalld" } : [],
                .. chains.Any(chain => chain.Name.StartsWith("ufw-", StringComparison.Ordinal)) ? new[] { "ufw" } : [],
            ],
            Number(set, Bridged) == 1, Number(set, Neighbours) ?? HostSettings.Usual.NeighbourLimit,
            Math.Max(Number(set, ReverseOfAll) ?? 0, Number(set, ReverseOfNew) ?? 0) == 1);
    }

    private static int? Number(string shown, string name) =>
        shown.Split('\n').Select(line => line.Split(" = ")).FirstOrDefault(words => words[0] == name) is [_, var value]
        && int.TryParse(value.Trim(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<string> RunAsync(string[] tool, CancellationToken cancel)
    {
        var run = await tools.RunAsync(tool, null, null, cancel);
        return run.ExitCode == 0 ? run.Output : throw new KernelException($"'{string.Join(' ', tool)}' ended with status {run.ExitCode}: {run.Errors.Trim()}");
    }
}
