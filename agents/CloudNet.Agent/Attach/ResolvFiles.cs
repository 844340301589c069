using System.Collections.Immutable;
using CloudNet.Agent.Names;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Names;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Attach;

/// <summary>
/// Keeps the workloads' resolv.conf as it should be, by level: each asks the gateway of its first network that answers, which tells it of all that it is in.
/// Where none answers, and once it is detached, it has what it had before. One that asks a server of its own, not the host's, is left to that.
/// </summary>
/// <param name="attachments">The workloads.</param>
/// <param name="usual">What a workload asks that was given nothing else.</param>
/// <param name="log">Told of what is left as it is.</param>
internal sealed class ResolvFiles(LiveAttachments attachments, UsualServers usual, AgentLog log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock guard = new();
    private readonly Dictionary<string, NetnsTarget> known = [];
    private readonly Dictionary<string, string> said = [];
    private volatile Answering answering = new([]);
    private volatile Looked? looked;

    /// <summary>Other networks are answered for now.</summary>
    /// <param name="networks">Those whose gateways answer.</param>
    public void Take(ImmutableArray<NetworkOnHost> networks)
    {
        if (!networks.Select(WordsOf).SequenceEqual(answering.Networks.Select(WordsOf))) answering = new(networks);
    }

    /// <summary>Whether anything that matters is other than at the last look, or that is long ago.</summary>
    public bool IsDue(DateTimeOffset now, TimeSpan period) => looked is not { } last
        || !ReferenceEquals(last.Book, attachments.Current) || !ReferenceEquals(last.Networks, answering) || now - last.At >= period;

    /// <summary>Looks at all of them. In a file system that does not answer it takes as long as that does, and nobody else looks meanwhile.</summary>
    /// <returns>What went wrong, and may go well another time.</returns>
    public ImmutableArray<string> Look(DateTimeOffset now)
    {
        if (!guard.TryEnter(Patience))
            return ["The resolv.conf of a workload is in a file system that does not answer; the names of workloads attached since are not set up."];
        try
        {
            looked = new(attachments.Current, answering, now);
            var wanted = looked.Book.Entries.Where(entry => !entry.WithoutDns).GroupBy(entry => entry.Target.Path)
                .ToDictionary(of => of.Key, of => of.OrderBy(entry => entry.Attachment.Place).ToArray());
            var gone = known.Where(one => !wanted.ContainsKey(one.Key)).ToArray();
            var networks = looked.Networks.Networks;
            var problems = wanted.Values.Select(entries => Set(entries, networks)).Concat(gone.Select(one => Forget(one.Key, one.Value)));
            return [.. problems.OfType<string>()];
        }
        finally
        {
            guard.Exit();
        }
    }

    /// <summary>Looks at all of them, and waits for it a moment: what is not done by then is done later, and told.</summary>
    public async Task LookSoonAsync(DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            foreach (var problem in await Task.Run(() => Look(now), stop).WaitAsync(Patience, stop)) log.Warn("names", problem);
        }
        catch (TimeoutException)
        {
            log.Warn("names", "The resolv.conf of a workload is in a file system that does not answer.");
        }
    }

    /// <summary>Puts back what all of them had before.</summary>
    /// <returns>What could not be.</returns>
    public static IReadOnlyList<string> Clean(AttachmentBook book) =>
        [.. book.Entries.Select(entry => entry.Target).DistinctBy(target => target.Path).Select(Restore).OfType<string>()];

    private string? Set(AttachmentEntry[] entries, ImmutableArray<NetworkOnHost> networks)
    {
        var target = entries[0].Target;
        known[target.Path] = target;
        if (!Netns.IsThere(target)) return null;
        var of = (from entry in entries
                  from network in networks
                  where network.View.Id == entry.Attachment.Network
                  select network).ToArray();
        string? left = new ResolvFile(target).WhyNot;
        var problem = left is null ? new ResolvFile(target).Change(there => Text(ResolvText.Before(there), of, out left) ?? there) : null;
        Say(entries[0].Attachment.Name, target, left);
        return problem is null ? null : $"{entries[0].Attachment.Name} finds no names by itself: {problem}.";
    }

    // Null: as it is.
    private string? Text(string? before, NetworkOnHost[] of, out string? left)
    {
        left = null;
        if (of.Length == 0) return before;
        var own = usual.OthersIn(before ?? "");
        if (own.Length == 0)
            return ResolvText.Of(
                before, usual.Text, NameDesk.Servers(of[0]),
                of.SelectMany(network => NameDesk.Search(network.Settings.Name)).OrderBy(zone => zone == DnsNames.Zone)); // that of all networks last
        if (!own.All(server => of.Any(network => NameDesk.Servers(network).Contains(server))))
            left = $"it asks {string.Join(" and ", own.AsEnumerable())}, which is not the host's own; "
                + $"have that ask {NameDesk.Servers(of[0])[0]} for {DnsNames.Zone}";
        return before;
    }

    private void Say(string name, NetnsTarget target, string? left)
    {
        if (left is not null && said.GetValueOrDefault(target.Path) != left) log.Info("names", $"The resolv.conf of {name} is left as it is: {left}.");
        if (left is null) said.Remove(target.Path);
        else said[target.Path] = left;
    }

    private string? Forget(string path, NetnsTarget target)
    {
        if (Restore(target) is { } problem) return problem;
        known.Remove(path);
        said.Remove(path);
        return null;
    }

    // What has ended took its file along, but for one that is the host's to keep.
    private static string? Restore(NetnsTarget target)
    {
        var file = new ResolvFile(target);
        if (file.WhyNot is not null || (target.Kind == NetnsKind.Process && !Netns.IsThere(target))) return null;
        return file.Change(ResolvText.Before) is { } problem ? $"{target} has not got back the resolv.conf that it had: {problem}." : null;
    }

    private static string WordsOf(NetworkOnHost network) =>
        $"{network.View.Id} {network.Settings.Name} {string.Join(' ', network.Subnets.Select(subnet => subnet.Gateway))}";

    private sealed record Answering(ImmutableArray<NetworkOnHost> Networks);

    private sealed record Looked(AttachmentBook Book, Answering Networks, DateTimeOffset At);
}
