using System.Text.Json.Serialization;
using CloudNet.Contracts.Policies;

namespace CloudNet.Contracts.Views;

/// <summary>What becomes of what no policy of a network matches.</summary>
/// <param name="Ingress">Of connections to its workloads.</param>
/// <param name="Egress">Of those that its workloads begin.</param>
public readonly record struct PolicyDefaults(PolicyDefault Ingress, PolicyDefault Egress)
{
    /// <summary>The default of a direction.</summary>
    public PolicyDefault Of(PolicyDirection direction) => direction == PolicyDirection.Ingress ? Ingress : Egress;

    /// <summary>Whether neither refuses or counts anything.</summary>
    [JsonIgnore]
    public bool AreOpen => Ingress == PolicyDefault.Allow && Egress == PolicyDefault.Allow;
}
