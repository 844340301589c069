using System.Net;
using CloudNet.Contracts.Lists;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Web;

namespace CloudNet.Web.Tests.Fleets;

/// <summary>What it says of services.</summary>
public sealed partial class MemoryController
{
    /// <summary>Every network's.</summary>
    public List<ServiceRecord> Services { get; } = [];

    /// <summary>Whether there are more services than it tells.</summary>
    public bool MoreServices { get; set; }

    public Task<Page<ServiceRecord>> ServicesAsync(NetworkId network, CancellationToken cancel) => Fault is null
        ? Task.FromResult(new Page<ServiceRecord>([.. Services.Where(service => service.NetworkId == network)], MoreServices ? "more" : null))
        : Task.FromException<Page<ServiceRecord>>(Fault);

    public Task<Answer<ServiceRecord>> CreateServiceAsync(NetworkId network, CreateService request, CancellationToken cancel)
    {
        List<FieldProblem> problems = [];
        if (string.IsNullOrEmpty(request.Name)) problems.Add(new("name", "A service has a name.", "Give one such as web."));
        if (request.Ports![0].Port is null) problems.Add(new("ports[0].port", "A port is required.", "Give one of 1 to 65535, such as 80."));
        if (request.Ports[0].TargetPort == 0) problems.Add(new("ports[0].targetPort", "0 is no port of 1 to 65535.", "Give the backends' port."));
        if (request.Selector is { Count: 0 }) problems.Add(new("selector", "A selector has 1 to 8 labels; 0 were given.", "Give those that the backends have."));
        if (request.Selector is null && request.Backends is null) problems.Add(new("$", "There is nothing behind it.", "Give a selector."));
        if (problems.Count > 0) return Done<ServiceRecord>(null, new("urn:cloudnet:invalid", "The service was not made", 400, null, problems));
        var port = request.Ports[0];
        Asked.Add($"serve {request.Name} {port.Port}:{port.TargetPort}/{port.Protocol} {string.Join(',', request.Selector!.Select(label => $"{label.Key}={label.Value}"))}");
        return Done(Serve(network, request.Name!, request.Selector!, 1, new ServicePort(
            port.Port!.Value, port.TargetPort ?? port.Port.Value, Enum.Parse<TransportProtocol>(port.Protocol!, ignoreCase: true))), null);
    }

    public Task<Answer<bool>> RemoveServiceAsync(NetworkId network, ServiceId service, CancellationToken cancel)
    {
        Asked.Add($"remove service {Services.Single(there => there.Id == service).Name}");
        Services.RemoveAll(there => there.Id == service);
        return Done(true, null);
    }

    /// <summary>Puts a service in front of what has some labels, or, without any, of fixed addresses.</summary>
    public ServiceRecord Serve(
        NetworkId network, string name, IReadOnlyDictionary<string, string> selector, int backends, params ServicePort[] ports)
    {
        IPAddress[] addresses = [IPAddress.Parse($"10.100.0.{17 + Services.Count}"), IPAddress.Parse($"fd00:100::{17 + Services.Count}")];
        FixedBackend[] known = selector.Count > 0 ? [] : [.. Enumerable.Range(1, backends).Select(number => new FixedBackend(new([192, 0, 2, (byte)number])))];
        Services.Add(new(
            new(Guid.NewGuid()), network, fleet.Networks.Single(there => there.Id == network).Name, name, addresses, ports, selector, known,
            ServiceAlgorithm.Random, null, null, false, backends, TestFleet.Now));
        return Services[^1];
    }
}
