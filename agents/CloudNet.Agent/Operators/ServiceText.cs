using System.Globalization;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Services;

namespace CloudNet.Agent.Operators;

/// <summary>Services as text for people.</summary>
internal static class ServiceText
{
    /// <summary>A line each.</summary>
    /// <param name="network">The network, as it was named.</param>
    /// <param name="services">Its services.</param>
    public static string Of(string network, IReadOnlyList<ServiceRecord> services) => services.Count == 0
        ? $"Network {network} has no service. Make one with: cloudnet network service create {ShellWord.Of(network)} web --port 80:8080 --select app=web\n"
        : TextTable.Of(["NAME", "ADDRESSES", "PORTS", "BACKENDS", "BY"], services.Select(service => (string[])
        [
            service.Name, service.Headless ? "headless" : string.Join(',', service.Addresses), Ports(service), Backends(service),
            IsFixed(service) ? "fixed" : LabelWords.Of(service.Selector),
        ]));

    /// <summary>One that was made or changed.</summary>
    public static string Of(ServiceRecord service) =>
        (service.Headless
            ? $"{service.Name} is a name for {Count(service)}.\n"
            : $"{service.Name} is at {string.Join(" and ", service.Addresses)}, {Ports(service)}, and leads to {Count(service)}.\n")
        + (service.BackendCount > 0 ? "" : Missing(service));

    /// <summary>One, with what is behind it.</summary>
    public static string Of(ServiceRecord service, IReadOnlyList<BackendRecord> backends)
    {
        var facts = $"""
            Name        {service.Name}
            Id          {service.Id}
            Network     {service.NetworkName}
            Addresses   {(service.Headless ? "none: it is a name for its backends" : string.Join("\n            ", service.Addresses))}
            Ports       {string.Join("\n            ", service.Ports.Select(port => $"{ServicePortWords.Of(port)}{(port.Name is null ? "" : $"  {port.Name}")}"))}
            Backends    {(IsFixed(service) ? "fixed" : $"workloads with {string.Join(" and ", LabelWords.Each(service.Selector))}")}
            Algorithm   {(service.Algorithm == ServiceAlgorithm.Source ? "source: by the client's address" : "random")}
            Weights     {(service.WeightLabel is { } label ? $"by the label {Terminal.Plain(label)}" : IsFixed(service) ? "each its own" : "all the same")}
            Affinity    {(service.AffinitySeconds is { } seconds ? $"by the client's address, {seconds} seconds" : "none")}
            Local only  {(service.LocalOnly ? "yes: a host sends to its own backends alone" : "no")}
            Hosts       {Hosts(service)}
            Check       {Check(service.HealthCheck)}
            Created     {service.CreatedAt:u}

            """;
        return backends.Count == 0
            ? $"{facts}\n{Missing(service)}"
            : facts + "\n" + TextTable.Of(["ADDRESS", "WEIGHT", "WORKLOAD", "HOST", "STATE"], backends.Select(backend => (string[])
            [
                string.Join(',', backend.Addresses), $"{backend.Weight}", Terminal.Plain(backend.WorkloadName ?? "-"), backend.HostName ?? "-", Stands(backend),
            ])) + Aside(service, backends);
    }

    private static string Aside(ServiceRecord service, IReadOnlyList<BackendRecord> backends) =>
        (backends.Count == ServiceBounds.Slots && service.BackendCount > backends.Count ? $"These are the first {backends.Count} of {service.BackendCount}.\n" : "")
        + (service.AllFailing ? $"ALARM: all of them fail the check; {(service.HealthCheck?.KeepAll == false ? "connections are refused" : "they get connections all the same")}.\n" : "")
        + (backends.All(backend => backend.Weight == 0) ? "Mind that: all of them weigh 0, so a connection that begins is refused.\n" : "");

    private static string Backends(ServiceRecord service) =>
        service.FailingCount == 0 ? $"{service.BackendCount}" : $"{service.BackendCount} ({(service.AllFailing ? "all" : service.FailingCount)} failing)";

    private static string Stands(BackendRecord backend) =>
        backend.State.ToString().ToLowerInvariant() + (backend.Reason is { } reason ? $": {Terminal.Plain(reason)}" : "");

    private static string Hosts(ServiceRecord service) => service.Ports.All(port => port.HostPort is null) ? "none of their ports leads to it"
        : service.Hosts is null ? "all of the network" : string.Join(", ", service.Hosts);

    private static string Check(HealthCheck? check)
    {
        if (check is null) return "none";
        var what = check.Kind switch
        {
            HealthCheckKind.Command => $"{check.Program} of the hosts, told port {check.Port}",
            HealthCheckKind.Tcp => $"a TCP connection to port {check.Port}",
            _ => $"GET {(check.Kind == HealthCheckKind.Https ? "https" : "http")}://BACKEND:{check.Port}{check.Path}",
        };
        return $"{what}, every {check.IntervalSeconds} s, {check.TimeoutSeconds} s for an answer; up after {check.Rise}, down after {check.Fall}; "
            + (check.KeepAll ? "where all fail all stay" : "where all fail connections are refused");
    }

    // What a person would type next, by the labels themselves.
    private static string Missing(ServiceRecord service)
    {
        var labels = string.Concat(service.Selector.Select(label => $" --label {Word(label)}"));
        return $"Nothing is behind it now, so a connection that begins is refused. Attach a workload: cloudnet attach NAME --network {service.NetworkName}{labels}\n";
    }

    private static string Count(ServiceRecord service) => IsFixed(service)
        ? Number(service.BackendCount, "fixed address", "fixed addresses")
        : $"{Number(service.BackendCount, "workload", "workloads")} with {string.Join(" and ", LabelWords.Each(service.Selector))}";

    private static string Number(int count, string one, string several) => $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : several)}";

    // The equals sign of a label needs no quotes; what is beside it may.
    private static string Word(KeyValuePair<string, string> label) =>
        ShellWord.Of(label.Key + label.Value) == label.Key + label.Value ? $"{label.Key}={label.Value}" : ShellWord.Of(Terminal.Plain($"{label.Key}={label.Value}"));

    private static bool IsFixed(ServiceRecord service) => service.Selector.Count == 0;

    private static string Ports(ServiceRecord service) => string.Join(',', service.Ports.Select(ServicePortWords.Of));
}
