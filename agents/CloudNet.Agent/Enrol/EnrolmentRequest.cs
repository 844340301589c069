using System.Net;

namespace CloudNet.Agent.Enrol;

/// <summary>What a person asks for when a host enrols.</summary>
/// <param name="Controller">Where the controller is.</param>
/// <param name="Name">The host's name.</param>
/// <param name="Underlay">The address that peers shall send to, or null to find it.</param>
/// <param name="Key">The enrolment key's secret; null where there is none, which a host that is enrolled needs not.</param>
internal sealed record EnrolmentRequest(ControllerAddress Controller, string Name, IPAddress? Underlay, string? Key)
{
    /// <summary>Environment variable with the enrolment key; never an argument, which everybody on the host could read.</summary>
    public const string KeyVariable = "CLOUDNET_ENROLMENT_KEY";

    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => $"{Name} at {Controller}";
}
