using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Store.Lists;
using CloudNet.Store.Reads;
using CloudNet.Web;

namespace CloudNet.Controller.Dashboard;

/// <summary>What it asks of policies.</summary>
internal sealed partial class ControllerClient
{
    public Task<IReadOnlyList<PolicyRecord>> PoliciesAsync(NetworkId network, CancellationToken cancel) => calls.ReadAsync(async (db, _, c) =>
        (await PolicyReads.PageAsync(db, network, new(ListSort.Name, null, PolicyBounds.Policies), c)).Items, cancel);

    public Task<IReadOnlyList<PolicyCountRecord>?> PolicyCountsAsync(NetworkId network, PolicyId policy, CancellationToken cancel) =>
        calls.ReadAsync(async (db, tenant, c) =>
            (await PolicyReads.CountsAsync(db, network, $"{policy}", c)).IsRefused(out _, out var counts) ? null : counts, cancel);

    public Task<PolicyDefaultsRecord> PolicyDefaultsAsync(NetworkId network, CancellationToken cancel) =>
        calls.ReadAsync((db, _, c) => PolicyReads.DefaultsAsync(db, network, c), cancel);

    public Task<Answer<PolicyRecord>> CreatePolicyAsync(NetworkId network, CreatePolicy request, CancellationToken cancel) =>
        calls.AskAsync("CreatePolicy", actor => policies.CreateAsync(actor, network, request, cancel), cancel);

    public Task<Answer<PolicyRecord>> SetPolicyAsync(NetworkId network, PolicyId policy, SetPolicy request, CancellationToken cancel) =>
        calls.AskAsync("SetPolicy", actor => policies.SetAsync(actor, network, $"{policy}", request, cancel), cancel);

    public Task<Answer<bool>> RemovePolicyAsync(NetworkId network, PolicyId policy, CancellationToken cancel) =>
        calls.DoAsync("RemovePolicy", actor => policies.RemoveAsync(actor, network, $"{policy}", cancel), cancel);

    public Task<Answer<PolicyDefaultsRecord>> SetPolicyDefaultsAsync(NetworkId network, SetPolicyDefaults request, CancellationToken cancel) =>
        calls.AskAsync("SetPolicyDefaults", actor => policies.SetDefaultsAsync(actor, network, request, cancel), cancel);
}
