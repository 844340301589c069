using CloudNet.Contracts.Networks;

namespace CloudNet.Domain.Rollouts;

/// <summary>
/// How a network goes from one way across to another while its workloads talk.
/// <list type="number">
/// <item>All hosts make the new way beside the old one and try it. Only when each reaches by it whom it reaches by the old one does any packet go by it.</item>
/// <item>Hosts send by it one, two, four at a time and so on, in the order of their ids, each lot when the one before has, and all are still well.</item>
/// <item>When all have, the old way goes: no host sends by it any more.</item>
/// </list>
/// Where a host cannot, or nothing is heard of it, all send by the old way again, which is there; when each has said so, the new one goes. So no host
/// takes a way down that another sends by: one that is not heard of then is waited for without end, unless somebody says otherwise.
/// </summary>
public static class RolloutRules
{
    private const int MostNamed = 3;

    /// <summary>What to do next.</summary>
    /// <param name="rollout">Where it stands.</param>
    /// <param name="hosts">The network's hosts.</param>
    /// <param name="terms">How long they are waited for.</param>
    /// <param name="now">The time.</param>
    public static RolloutStep Next(Rollout rollout, IReadOnlyCollection<RolloutHost> hosts, RolloutTerms terms, DateTimeOffset now)
    {
        var took = now - rollout.Since;
        RolloutHost[] behind = [.. hosts.Where(host => host.Applied < rollout.Revision)];
        if (rollout.State == RolloutState.Returning) return behind.Length == 0 ? new RolloutStep.GiveUp() : new RolloutStep.Wait();
        // What was found well is not tried with packets that matter: there is nothing to be patient for.
        RolloutHost[] unable =
            [.. hosts.Where(host => host.Ready == false && (rollout.State == RolloutState.Moving || now - (host.Since ?? rollout.Since) >= terms.Patience))];
        if (unable.Length > 0)
            return new RolloutStep.Return(string.Join("; ", unable.Take(MostNamed).Select(host => $"{host.Name}: {host.Problem}")) + More(unable.Length));
        if (behind.Length == 0 && hosts.All(host => host.Ready == true)) return Onward(rollout, hosts);
        return took < terms.Longest ? new RolloutStep.Wait() : new RolloutStep.Return(Silent(behind, hosts, terms.Longest));
    }

    private static RolloutStep Onward(Rollout rollout, IReadOnlyCollection<RolloutHost> hosts)
    {
        RolloutHost[] ordered = [.. hosts.OrderBy(host => host.Host)];
        var moved = rollout.MovedThrough is { } last ? ordered.Count(host => host.Host.CompareTo(last) <= 0) : 0;
        return moved == ordered.Length ? new RolloutStep.Finish() : new RolloutStep.Move(ordered[Math.Min(ordered.Length, Math.Max(1, moved * 2)) - 1].Host);
    }

    private static string Silent(RolloutHost[] behind, IReadOnlyCollection<RolloutHost> hosts, TimeSpan longest)
    {
        RolloutHost[] silent = behind.Length > 0 ? behind : [.. hosts.Where(host => host.Ready is null)];
        return $"{string.Join(", ", silent.Take(MostNamed).Select(host => host.Name))}{More(silent.Length)} "
            + $"did not {(behind.Length > 0 ? "take it up" : "say that all is well")} within {longest.TotalMinutes:0.#} minutes; "
            + "'cloudnet host list' shows which hosts are linked";
    }

    private static string More(int all) => all > MostNamed ? $" and {all - MostNamed} more" : "";
}
