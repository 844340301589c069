using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Services;

namespace CloudNet.Contracts.Views;

/// <summary>
/// The services of a network. A stream by itself: what hosts build to reach each other does not depend on them, and there may be many thousand.
/// </summary>
/// <param name="Network">The network.</param>
/// <param name="Services">The services, by their ids.</param>
public sealed record ServicesView(NetworkId Network, ImmutableSortedDictionary<ServiceId, NetworkService> Services) : View
{
    /// <inheritdoc/>
    [JsonIgnore] // Said again here: it is not taken over from the base.
    public override StreamName Stream => StreamName.OfServices(Network);

    /// <inheritdoc/>
    public override View After(ViewOperation operation) => operation switch
    {
        ServiceSet set => this with { Services = Services.SetItem(set.Id, set.Service) },
        ServiceRemoved removed => this with { Services = Services.Remove(removed.Id) },
        _ => throw new ArgumentException($"A view of services has no operation {operation.GetType().Name}.", nameof(operation)),
    };

    /// <summary>Equal in every service, not only in the references to them.</summary>
    public bool Equals(ServicesView? other) => other is not null && Network == other.Network && Services.SequenceEqual(other.Services);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Network, Services.Count);
}
