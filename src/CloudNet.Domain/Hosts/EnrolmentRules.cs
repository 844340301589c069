using System.Net;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Hosts;

/// <summary>How a host that asks to be taken in stands to those that are there.</summary>
public static class EnrolmentRules
{
    /// <summary>A host that is there already.</summary>
    /// <param name="Id">The host.</param>
    /// <param name="Tenant">Its tenant.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="PublicKey">Its public key.</param>
    /// <param name="Underlay">Its underlay address.</param>
    public sealed record Known(HostId Id, TenantId Tenant, string Name, byte[] PublicKey, IPAddress Underlay);

    /// <summary>
    /// The host that asks, where it is enrolled already: it asks again because it did not hear the answer. Nothing where it is new.
    /// </summary>
    /// <param name="asking">Who asks; its key is proven.</param>
    /// <param name="tenant">The tenant of the enrolment key.</param>
    /// <param name="known">The hosts with this public key (of any tenant), this name or this address (of the tenant).</param>
    public static Outcome<Again> Decide(NewHost asking, TenantId tenant, IReadOnlyCollection<Known> known)
    {
        if (known.FirstOrDefault(host => host.PublicKey.AsSpan().SequenceEqual(asking.PublicKey)) is { } same)
            return same.Tenant == tenant && same.Name == asking.Name ? new Again(same.Id) : EnrolledAs(same, tenant);

        List<FieldProblem> taken = [];
        if (known.Any(host => host.Name == asking.Name))
            taken.Add(new("name", $"A host '{asking.Name}' is enrolled in this tenant with another key.",
                "Choose another name; or remove that host first, if this machine takes its place."));
        if (known.FirstOrDefault(host => host.Underlay.Equals(asking.Underlay)) is { } neighbour)
            taken.Add(new("underlayAddress", $"{asking.Underlay} is the address of host '{neighbour.Name}'.",
                "Give this host's own address; or remove that host first, if this machine takes its place."));
        return taken.Count > 0 ? Refusal.Conflict("The host conflicts with another", taken) : new Again(null);
    }

    private static Refusal EnrolledAs(Known same, TenantId tenant) => new(RefusalKind.Conflict, "The host's key is enrolled already",
        same.Tenant == tenant
            ? $"This public key is that of host '{same.Name}'. Enrol under that name, remove that host first, or make a new key pair for this one."
            : "This public key is that of a host of another tenant. Remove it there first, or make a new key pair for this one.");

    /// <summary>Who it is that asks again.</summary>
    /// <param name="Host">The host; null where it is new.</param>
    public sealed record Again(HostId? Host);
}
