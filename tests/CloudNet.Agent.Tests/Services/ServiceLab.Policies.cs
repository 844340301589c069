using CloudNet.Agent.Tests.Policies;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Services;

internal sealed partial class ServiceLab
{
    /// <summary>Gives a workload other labels.</summary>
    public void Relabel(string workload, params string[] all) => labels[workload] = all;

    /// <summary>Has all hosts judge by these, beside what they serve.</summary>
    /// <param name="ingress">What becomes of connections to workloads that none matches.</param>
    /// <param name="egress">What becomes of those that workloads begin.</param>
    /// <param name="policies">The policies.</param>
    public async Task JudgeAsync(PolicyDefault ingress, PolicyDefault egress, params NetworkPolicy[] policies)
    {
        foreach (var host in (int[])[1, 2, 3]) Wire[host].Policies = Policed.Policies(policies) with { Network = network.Id, Defaults = new(ingress, egress) };
        await ServeAsync(served);
        foreach (var host in (int[])[1, 2, 3]) await Wire[host].JudgeAsync(network);
    }

    /// <summary>Has port 8000 of the first host lead to web1.</summary>
    public void MapPort() => Wire[1].Mappings = [new(network.Id, attachments["web1"].Name, TransportProtocol.Tcp, new(8000, 8000), 8080)];

    /// <summary>What a policy has matched on a host: its packets.</summary>
    public long Matched(int host, string counter) =>
        Wire[host].Kernel.Policies.Counters().Single(one => one.Name.Split('.')[0] == counter || one.Name == counter).Packets;
}
