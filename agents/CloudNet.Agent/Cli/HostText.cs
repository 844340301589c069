using System.Collections.Immutable;
using System.Text;
using CloudNet.Agent.Attach;
using CloudNet.Agent.Diff;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Keys;
using CloudNet.Agent.Operators;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Plan.Services;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Cli;

/// <summary>The stages of an agent's work as text, made from the disk and the kernel alone.</summary>
/// <param name="folder">The state.</param>
/// <param name="kernel">The kernel.</param>
internal sealed class HostText(StateFolder folder, IKernel kernel)
{
    /// <summary>What the controller said.</summary>
    public string Views()
    {
        var (known, problems) = Known(Identity());
        var text = new StringBuilder();
        if (known.Removed) text.AppendLine("# the controller says that this host was removed");
        foreach (var (stream, copy) in known.Views.Copies) Append(text, stream, copy);
        Append(text, problems);
        return text.Length > 0 ? text.ToString() : "# no view yet\n";
    }

    /// <summary>What the views make of this kernel.</summary>
    public async Task<string> PlanAsync(CancellationToken stop)
    {
        var (plan, _, problems) = await DesiredAsync(stop);
        var text = new StringBuilder(plan?.Desired.ToText() ?? "# no view yet: nothing in the kernel is touched\n");
        var open = plan?.Networks.SelectMany(network => network.Ports).Select(port => port.Mapping).ToHashSet() ?? [];
        foreach (var closed in Mappings(Known(Identity()).Known.Views.Host).Where(mapping => !open.Contains(mapping)))
            text.AppendLine($"# closed: {Words(closed)}: no workload of that name is attached");
        Append(text, [.. problems, .. plan?.Problems ?? []]);
        return text.ToString();
    }

    /// <summary>What CloudNet has in the kernel now.</summary>
    public async Task<string> KernelAsync(CancellationToken stop) => (await kernel.ReadAsync(stop)).ToText();

    /// <summary>The steps from the kernel to the plan.</summary>
    public async Task<string> DiffAsync(CancellationToken stop)
    {
        var (plan, stepsFrom, problems) = await DesiredAsync(stop);
        var text = new StringBuilder();
        var steps = stepsFrom(await kernel.ReadAsync(stop));
        foreach (var step in steps) text.AppendLine(step.Text);
        if (steps.Length == 0) text.AppendLine(plan is null ? "# no view yet: nothing in the kernel is touched" : "# nothing to do");
        Append(text, [.. problems, .. plan?.Problems ?? []]);
        return text.ToString();
    }

    private async Task<(HostPlan? Plan, Func<KernelState, ImmutableArray<KernelStep>> StepsFrom, IEnumerable<string> Problems)> DesiredAsync(
        CancellationToken stop)
    {
        var identity = Identity();
        var (known, problems) = Known(identity);
        var attachments = new AttachmentStore(folder).Load().Entries
            .Where(entry => Netns.IsThere(entry.Target)).Select(entry => entry.Attachment).ToArray();
        var owners = new Ownership(known.Views.Networks, attachments);
        var plan = known.Removed ? new(KernelState.Empty, [])
            : !known.Views.Any ? null
            : HostPlanner.Plan(identity.HostId, [.. known.Views.Networks], attachments,
                await FactsAsync(identity, stop), known.Views.PortMappings, known.Views.Hidden, known.Views.WorkloadsOf, known.Views.ServicesOf,
                    known.Views.PoliciesOf);
        return (plan, actual => plan is null ? [] : Caution.Allowed(actual, plan, known, owners), problems);
    }

    private async Task<HostFacts> FactsAsync(HostIdentity identity, CancellationToken stop) =>
        await kernel.FactsAsync(identity.Underlay, stop) with { Keys = OwnKeys.Load(), Preshared = OwnKeys.LoadPreshared() };

    private KeyFiles OwnKeys => new(folder, new(null));

    private HostIdentity Identity() =>
        HostIdentity.Load(folder) ?? throw new InvalidDataException($"This host is not enrolled ({folder.Identity} is missing).");

    private (HostKnowledge Known, IEnumerable<string> Problems) Known(HostIdentity identity)
    {
        var (onDisk, problems) = new ViewStore(folder).Load(identity.HostId);
        return (new LiveViews(onDisk, RemovedMark.Load(folder, identity.HostId) is not null).Current, problems);
    }

    private static void Append(StringBuilder text, StreamName stream, ViewCopy copy)
    {
        text.AppendLine($"{stream} revision {copy.Revision}");
        if (copy.View is HostView host)
        {
            text.AppendLine($"  host {host.Name} in {host.Networks.Count} networks");
            foreach (var hidden in host.Hidden.IsDefault ? [] : host.Hidden) text.AppendLine($"  hidden network/{hidden}");
            foreach (var mapping in Mappings(host)) text.AppendLine($"  {Words(mapping)}");
        }
        foreach (var (of, workload) in copy.View is WorkloadsView all ? all.Hosts.SelectMany(pair => pair.Value.Values.Select(one => (pair.Key, one))) : [])
            text.AppendLine($"  workload {workload.Name} {string.Join(",", workload.Addresses)} on host/{of}{string.Concat(workload.Labels.Select(label => $" {label.Key}={label.Value}"))}");
        foreach (var pin in copy.View is WorkloadsView { AllPins: var pins } ? pins : []) text.AppendLine($"  pinned {pin.Address} for {pin.Workload}");
        foreach (var service in copy.View is ServicesView served ? served.Services.Values : []) text.AppendLine($"  {Words(service)}");
        if (copy.View is PoliciesView judged)
        {
            text.AppendLine($"  defaults ingress {judged.Defaults.Ingress.ToString().ToLowerInvariant()} egress {judged.Defaults.Egress.ToString().ToLowerInvariant()}");
            foreach (var policy in judged.Policies.Values.Order(Comparer<NetworkPolicy>.Create(NetworkPolicy.InOrder))) text.AppendLine($"  {Words(policy)}");
        }
        if (copy.View is not NetworkView { Settings: var settings } network) return;
        text.AppendLine($"  network {settings.Name} {string.Join(",", settings.Ranges)} driver {settings.Driver.ToString().ToLowerInvariant()}"
            + $" vni {settings.Vni}{(settings.Nat ? " nat" : "")}{Words(settings.Plane, settings.Vni)}");
        if (settings.Next is { Plane: var next, MovedThrough: var moved })
            text.AppendLine($"  next driver {next.Driver.ToString().ToLowerInvariant()}{Words(next, settings.Vni)}{(moved is null ? "" : $" moved through host/{moved}")}");
        foreach (var peering in settings.Peerings.IsDefault ? [] : settings.Peerings)
            text.AppendLine($"  peered with {peering.Name} {string.Join(",", peering.Ranges)}");
        foreach (var member in network.Members.Values.OrderBy(member => member.Name, StringComparer.Ordinal))
            text.AppendLine($"  member {member.Name} {string.Join(",", member.Subnets())} via {member.Underlay} epoch {string.Join(",", member.Leases.Select(lease => lease.Epoch))} mac {member.Mac}");
    }

    private static string Words(DataPlane plane, int vni) => string.Concat(
        plane.Vni == vni ? "" : $" wire-vni {plane.Vni}", plane.Mtu is { } mtu ? $" mtu {mtu}" : "", plane.Port is { } port ? $" port {port}" : "",
        plane.Encrypted ? " encrypted" : "", plane.DirectRouting ? " direct-routing" : "", plane.KeyGeneration > 0 ? $" keys {plane.KeyGeneration}" : "",
        plane.Preshared ? " preshared" : "");

    private static ImmutableArray<PortMapping> Mappings(HostView? host) => host is { PortMappings: { IsDefault: false } mappings } ? mappings : [];

    private static string Words(PortMapping mapping) =>
        $"port {(mapping.HostAddress is { } address ? $"{address} " : "")}{mapping.HostPort} {mapping.Protocol.ToString().ToLowerInvariant()}"
        + $" to {mapping.Workload} {mapping.TargetPort} in network/{mapping.Network}";

    private static void Append(StringBuilder text, IEnumerable<string> problems)
    {
        foreach (var problem in problems) text.AppendLine($"# problem: {problem.ReplaceLineEndings(" ")}");
    }

    private static string Words(NetworkPolicy policy) =>
        $"policy {policy.Name} priority {policy.Priority} {policy.Direction.ToString().ToLowerInvariant()} {policy.Action.ToString().ToLowerInvariant()}{(policy.DryRun ? " dry-run" : "")}"
        + string.Concat(policy.Selector.Select(term => $" {term.Key}={term.Value}"))
        + (policy.Peers.IsDefaultOrEmpty ? "" : $" peers {string.Join(" ", policy.Peers.Select(PolicyWords.Of))}")
        + (policy.Ports.IsDefaultOrEmpty ? "" : $" ports {string.Join(",", policy.Ports.Select(PolicyWords.Of))}");

    private static string Words(NetworkService service) =>
        $"service {service.Name} {string.Join(",", service.Addresses)} {string.Join(",", service.Ports.Select(port => $"{port.Port}->{port.TargetPort}/{ServiceElements.NameOf(port.Protocol)}"))}"
        + (service.Backends.IsDefaultOrEmpty ? string.Concat(service.Selector.Select(term => $" {term.Key}={term.Value}")) : $" to {string.Join(",", service.Backends.Select(backend => backend.Address))}");
}
