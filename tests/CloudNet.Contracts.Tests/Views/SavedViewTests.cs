using System.Text.Json.Serialization.Metadata;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Wire;
using Xunit;

namespace CloudNet.Contracts.Tests.Views;

public sealed class SavedViewTests
{
    /// <summary>
    /// All that a view can say, by type. Where this fails because one says more now, raise <see cref="SavedView.Newest"/>:
    /// without that an upgraded agent does without what is new until something else of the view changes.
    /// </summary>
    [Fact]
    public void What_a_view_can_say_belongs_to_the_number_of_its_format()
    {
        Assert.Equal(8, SavedView.Newest);
        Assert.Equal(
            [
                "DataPlane: driver vni port mtu encrypted directRouting keyGeneration preshared",
                "FixedBackend: address weight",
                "HealthCheck: kind port path program intervalSeconds timeoutSeconds rise fall keepAll",
                "HostView: id name networks pins portMappings hidden",
                "MemberKey: generation publicKey",
                "MemberLease: subnet epoch",
                "NetworkMember: host name underlay leases mac keys",
                "NetworkPeering: network name ranges",
                "NetworkPin: workload address",
                "NetworkPolicy: name direction action priority selector peers ports dryRun",
                "NetworkService: name addresses ports selector backends algorithm weightLabel affinitySeconds localOnly healthCheck hosts",
                "NetworkSettings: name ranges driver nat mtu vni workloadsFull port encrypted directRouting keyGeneration wireVni presharedKey next peerings serviceRanges",
                "NetworkView: id settings members",
                "NetworkWorkload: name addresses labels attachedAt failing isDraining isAway",
                "NextPlane: plane movedThrough presharedKey",
                "Pin: network workload address",
                "PoliciesView: network policies defaults",
                "PolicyDefaults: ingress egress",
                "PolicyPeer: selector cidr",
                "PolicyPort: protocol port to",
                "PortMapping: network workload protocol hostPort targetPort hostAddress",
                "ServicePort: port targetPort protocol name hostPort",
                "ServicesView: network services",
                "WorkloadsView: network hosts pins",
            ],
            new[] { typeof(HostView), typeof(NetworkView), typeof(PoliciesView), typeof(ServicesView), typeof(WorkloadsView) }
                .SelectMany(Types).Distinct().Select(Members).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<JsonTypeInfo> Types(Type type)
    {
        var parts = type.GetGenericArguments().SelectMany(Types);
        if (type.Assembly != typeof(View).Assembly || ContractsJson.Default.GetTypeInfo(type) is not { Properties.Count: > 0 } info) return parts;
        return info.Properties.SelectMany(property => Types(property.PropertyType)).Append(info);
    }

    private static string Members(JsonTypeInfo type) =>
        $"{type.Type.Name}: {string.Join(' ', type.Properties.Where(property => property.Get is not null).Select(property => property.Name))}";
}
