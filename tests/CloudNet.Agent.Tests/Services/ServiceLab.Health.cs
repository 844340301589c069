using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Tests.Services;

/// <summary>How the webs fare, as hosts are told.</summary>
internal sealed partial class ServiceLab
{
    private readonly Dictionary<string, Func<NetworkWorkload, NetworkWorkload>> fares = [];

    /// <summary>Has it told otherwise how a web fares.</summary>
    public void Fare(string web, Func<NetworkWorkload, NetworkWorkload> how) => fares[web] = how;

    private (HostId, NetworkWorkload) Faring(string web, (HostId Host, NetworkWorkload Workload) one) =>
        (one.Host, fares.GetValueOrDefault(web)?.Invoke(one.Workload) ?? one.Workload);
}
