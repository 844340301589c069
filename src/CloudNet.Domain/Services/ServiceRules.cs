using System.Net.Sockets;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Labels;
using CloudNet.Domain.Leases;
using CloudNet.Domain.Naming;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Services;

/// <summary>What a service may be: one address in front of many backends, which are found by label or fixed.</summary>
public static class ServiceRules
{
    private const string ClientIp = "client-ip";

    /// <summary>The service that was asked for, or everything that is wrong with it in itself, at once.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="network">The network.</param>
    /// <param name="hosts">The hosts that it names, as far as they are in the network.</param>
    public static Outcome<NewService> Parse(CreateService request, LeasedNetwork network, IReadOnlyDictionary<string, HostId>? hosts = null)
    {
        List<FieldProblem> invalid = [];
        if (NameRules.Service("name", request.Name) is { } noName) invalid.Add(noName);
        var addresses = ServiceAddressRules.Parse(request.Addresses ?? [], network, invalid);
        var isHeadless = request.Headless == true;
        IReadOnlyList<AddressFamily> families = isHeadless ? [] : request.Addresses is { Count: > 0 }
            ? [.. addresses.Select(address => address.AddressFamily)]
            : ServiceAddressRules.Families(network);
        if (isHeadless) invalid.AddRange(HeadlessServiceRules.Check(request));
        var asked = new SetService(request.Ports, request.Selector, request.Backends, request.Algorithm, request.WeightLabel, request.Affinity,
            request.AffinitySeconds, request.LocalOnly, request.HealthCheck, request.Hosts);
        var settings = Change(asked, ServiceSettings.None, network, families, hosts, invalid);
        if (request.Ports is null && !isHeadless) invalid.Add(new("$", "It has no port.", "Give its ports, such as [{\"port\": 80}], or make it headless."));
        if (request.Selector is null && request.Backends is null)
            invalid.Add(new("$", "There is nothing behind it.", "Give a selector, the labels that the backends have, or backends, their addresses."));
        return invalid.Count > 0 ? Refusal.Invalid(invalid)
            : families.Count == 0 && !isHeadless ? ServiceAddressRules.NoRange(network)
            : new NewService(request.Name!, addresses, families, settings);
    }

    /// <summary>What becomes of a service, or everything that is wrong at once.</summary>
    /// <param name="request">What was asked for; what is left out stays.</param>
    /// <param name="now">What it is.</param>
    /// <param name="families">The families that it has an address of; none where it is headless.</param>
    /// <param name="network">The network.</param>
    /// <param name="hosts">The hosts that it names, as far as they are in the network.</param>
    public static Outcome<ServiceSettings> Parse(
        SetService request, ServiceSettings now, IReadOnlyList<AddressFamily> families, LeasedNetwork network,
        IReadOnlyDictionary<string, HostId>? hosts = null)
    {
        List<FieldProblem> invalid = families.Count == 0 ? [.. HeadlessServiceRules.Check(request)] : [];
        var settings = Change(request, now, network, families, hosts, invalid);
        return invalid.Count > 0 ? Refusal.Invalid(invalid) : settings;
    }

    /// <summary>Refuses a service that stands against what is there.</summary>
    /// <param name="service">What was asked for.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="nameIsTaken">Whether the network has a service of that name.</param>
    /// <param name="taken">Those of its addresses that it cannot have.</param>
    public static Refusal? Conflict(NewService service, string network, bool nameIsTaken, IEnumerable<TakenAddress> taken)
    {
        List<FieldProblem> conflicts = [];
        if (nameIsTaken) conflicts.Add(new("name", $"Network '{network}' has a service '{service.Name}' already.", "Choose another name."));
        conflicts.AddRange(taken.Select(one => new FieldProblem("addresses", one.Rule, one.WayOut)));
        return Refusal.Of([], "The service conflicts with what is there", conflicts);
    }

    /// <summary>There is no such service.</summary>
    public static Refusal NotFound(string network, string service) => new(RefusalKind.NotFound, "No such service",
        $"Network '{network}' has no service {Quoted.Text(service)}; GET /api/v1/networks/{network}/services lists them.");

    private static ServiceSettings Change(
        SetService asked, ServiceSettings now, LeasedNetwork network, IReadOnlyList<AddressFamily> families,
        IReadOnlyDictionary<string, HostId>? hosts, List<FieldProblem> invalid)
    {
        var ports = asked.Ports is null ? now.Ports : ServicePortRules.Parse(asked.Ports, invalid);
        var (selector, backends) = (now.Selector, now.Backends);
        // One takes the other's place.
        if (asked.Selector is not null) (selector, backends) = (ServiceBackendRules.Selector(asked.Selector, invalid), []);
        if (asked.Backends is not null)
            (selector, backends) = (ServiceSettings.None.Selector, ServiceBackendRules.Fixed(asked.Backends, network, families, invalid));
        if (asked is { Selector: not null, Backends: not null })
            invalid.Add(new("backends", "Backends are found by a selector or fixed, and not both.", "Leave one of them out."));
        if (asked.Algorithm is not (null or "random" or "source"))
            invalid.Add(new("algorithm", $"{Quoted.Text(asked.Algorithm)} is no algorithm.", "Use random, or source: by the client's address."));
        var algorithm = asked.Algorithm switch { null => now.Algorithm, "source" => ServiceAlgorithm.Source, _ => ServiceAlgorithm.Random };
        var isFixed = asked.Backends is not null || (asked.Selector is null && now.IsFixed);
        if (isFixed && asked.LocalOnly == true)
            invalid.Add(new("localOnly", "Fixed backends are on no host, so every host would drop what it is sent.", "Leave it false, or find the backends by a selector."));
        return new(ports, selector, backends, algorithm, WeightLabel(asked.WeightLabel, now.WeightLabel, isFixed, invalid), Affinity(asked, now, invalid),
            !isFixed && (asked.LocalOnly ?? now.LocalOnly), Check(asked.HealthCheck, now.HealthCheck, ports, isFixed, invalid),
            HostPortRules.Hosts(asked.Hosts, hosts, now.Hosts, ports, invalid));
    }

    private static HealthCheck? Check(CreateHealthCheck? asked, HealthCheck? now, IReadOnlyList<ServicePort> ports, bool isFixed, List<FieldProblem> invalid) =>
        asked is not null ? HealthCheckRules.Parse(asked, ports, isFixed, invalid) : isFixed ? null : now;

    private static string? WeightLabel(string? asked, string? now, bool isFixed, List<FieldProblem> invalid)
    {
        if (asked is null) return isFixed ? null : now;
        if (asked.Length == 0) return null;
        if (isFixed)
            invalid.Add(new("weightLabel", "Fixed backends have no labels.", "Leave it out, and give each of the backends its weight."));
        else if (LabelRules.CheckKey("weightLabel", asked) is { } noKey) invalid.Add(noKey);
        return asked;
    }

    private static int? Affinity(SetService asked, ServiceSettings now, List<FieldProblem> invalid)
    {
        if (asked.Affinity is not (null or "none" or ClientIp))
        {
            invalid.Add(new("affinity", $"{Quoted.Text(asked.Affinity)} is no affinity.", $"Use none, or {ClientIp}: a client comes to the same backend again."));
            return null;
        }
        var comesAgain = asked.Affinity is null ? now.AffinitySeconds is not null : asked.Affinity == ClientIp;
        if (asked.AffinitySeconds is < 1 or > ServiceBounds.AffinitySeconds)
            invalid.Add(new("affinitySeconds", $"It is 1 to {ServiceBounds.AffinitySeconds:N0} seconds; {asked.AffinitySeconds} was given.", "Use a time in these bounds."));
        else if (asked.AffinitySeconds is not null && !comesAgain)
            invalid.Add(new("affinitySeconds", "Without affinity no client comes to the same backend again.", $"Give the affinity {ClientIp} with it, or leave it out."));
        return comesAgain ? asked.AffinitySeconds ?? now.AffinitySeconds ?? ServiceBounds.UsualAffinitySeconds : null;
    }
}
