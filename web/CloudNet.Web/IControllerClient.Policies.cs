using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;

namespace CloudNet.Web;

/// <summary>What it may ask of policies.</summary>
public partial interface IControllerClient
{
    /// <summary>All policies of a network, with how much each has matched.</summary>
    Task<IReadOnlyList<PolicyRecord>> PoliciesAsync(NetworkId network, CancellationToken cancel);

    /// <summary>What a policy has matched on each host, by the host's name; null where it is gone.</summary>
    Task<IReadOnlyList<PolicyCountRecord>?> PolicyCountsAsync(NetworkId network, PolicyId policy, CancellationToken cancel);

    /// <summary>What becomes of what no policy of a network matches, with how much came to it.</summary>
    Task<PolicyDefaultsRecord> PolicyDefaultsAsync(NetworkId network, CancellationToken cancel);

    /// <summary>Allows or denies connections of a network's workloads.</summary>
    Task<Answer<PolicyRecord>> CreatePolicyAsync(NetworkId network, CreatePolicy request, CancellationToken cancel);

    /// <summary>Changes a policy while it is judged by; what is left out stays.</summary>
    Task<Answer<PolicyRecord>> SetPolicyAsync(NetworkId network, PolicyId policy, SetPolicy request, CancellationToken cancel);

    /// <summary>Removes a policy from all hosts of its network, and what was counted of it.</summary>
    Task<Answer<bool>> RemovePolicyAsync(NetworkId network, PolicyId policy, CancellationToken cancel);

    /// <summary>Allows, denies or counts what no policy of a network matches; what is left out stays.</summary>
    Task<Answer<PolicyDefaultsRecord>> SetPolicyDefaultsAsync(NetworkId network, SetPolicyDefaults request, CancellationToken cancel);
}
