using CloudNet.Contracts.Workloads;

namespace CloudNet.Web.Topology;

/// <summary>
/// What is chosen in the topology. It lives in the address (<c>/topology?at=tunnel:blue:v1:v2</c>), so that it can be sent to
/// a colleague and the browser's Back undoes it; each thing in the drawing is a plain link.
/// </summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Name of the host or network, of the tunnel's network, or the workload's id.</param>
/// <param name="A">A tunnel's first host.</param>
/// <param name="B">A tunnel's second host.</param>
public sealed record TopologyChoice(ChoiceKind Kind, string Name = "", string A = "", string B = "")
{
    /// <summary>Nothing.</summary>
    public static TopologyChoice Nothing { get; } = new(ChoiceKind.Nothing);

    /// <summary>A host.</summary>
    public static TopologyChoice Host(string name) => new(ChoiceKind.Host, name);

    /// <summary>A network.</summary>
    public static TopologyChoice Network(string name) => new(ChoiceKind.Network, name);

    /// <summary>A tunnel.</summary>
    public static TopologyChoice Of(Tunnel tunnel) => new(ChoiceKind.Tunnel, tunnel.Network.Name, tunnel.A.Host.Name, tunnel.B.Host.Name);

    /// <summary>A workload.</summary>
    public static TopologyChoice Of(WorkloadRecord workload) => new(ChoiceKind.Workload, workload.Id.ToString());

    /// <summary>Reads what the address says; anything that makes no sense is nothing.</summary>
    public static TopologyChoice Parse(string? text) => text?.Split(':') switch
    {
        ["host", { Length: > 0 } name] => Host(name),
        ["network", { Length: > 0 } name] => Network(name),
        ["tunnel", { Length: > 0 } network, { Length: > 0 } a, { Length: > 0 } b] => new(ChoiceKind.Tunnel, network, a, b),
        ["workload", { Length: > 0 } id] => new(ChoiceKind.Workload, id),
        _ => Nothing,
    };

    /// <summary>The address that chooses it.</summary>
    public string Link => Kind switch
    {
        ChoiceKind.Host => $"topology?at=host:{Name}",
        ChoiceKind.Network => $"topology?at=network:{Name}",
        ChoiceKind.Tunnel => $"topology?at=tunnel:{Name}:{A}:{B}",
        ChoiceKind.Workload => $"topology?at=workload:{Name}",
        _ => "topology",
    };

    /// <summary>Whether this host stays in full light while this is chosen.</summary>
    public bool Lights(HostNode host) => Kind switch
    {
        ChoiceKind.Host => true,
        ChoiceKind.Network => host.Leases.Any(held => held.Lease.NetworkName == Name),
        ChoiceKind.Tunnel => host.Host.Name == A || host.Host.Name == B,
        ChoiceKind.Workload => host.Workloads.Any(workload => workload.Id.ToString() == Name),
        _ => true,
    };

    /// <summary>Whether this tunnel stays in full light while this is chosen.</summary>
    public bool Lights(Tunnel tunnel) => Kind switch
    {
        ChoiceKind.Host => tunnel.A.Host.Name == Name || tunnel.B.Host.Name == Name,
        ChoiceKind.Network => tunnel.Network.Name == Name,
        ChoiceKind.Tunnel => this == Of(tunnel),
        _ => true,
    };
}
