using CloudNet.Contracts.Services;
using CloudNet.Contracts.Views;

namespace CloudNet.Agent.Plan.Health;

/// <summary>The services of a network that have a health check, found by the labels of a workload. Pure; made anew where the view is another.</summary>
internal sealed class CheckedServices
{
    private readonly ILookup<(string Key, string Value), (ServiceId Id, NetworkService Service)> byTerm;

    /// <summary>Those of a view.</summary>
    public CheckedServices(ServicesView view)
    {
        View = view;
        byTerm = view.Services.Where(one => one.Value is { HealthCheck: not null, Selector.IsEmpty: false })
            .ToLookup(one => (one.Value.Selector.First().Key, one.Value.Selector.First().Value), one => (one.Key, one.Value));
    }

    /// <summary>What they were read from.</summary>
    public ServicesView View { get; }

    /// <summary>Those that select a workload with these labels.</summary>
    public IEnumerable<(ServiceId Id, NetworkService Service)> Selecting(IReadOnlyDictionary<string, string> labels) =>
        labels.SelectMany(label => byTerm[(label.Key, label.Value)]).Where(one => one.Service.Selects(labels));
}
