using CloudNet.Contracts.Networks;
using CloudNet.Web.States;

namespace CloudNet.Web.Networks;

/// <summary>A network's going from one way across to another, in words.</summary>
internal static class RolloutWords
{
    /// <summary>A way across: <c>vxlan, encrypted, port 51820</c>.</summary>
    public static string Of(PlaneRecord plane) => string.Concat(
        DriverText.NameOf(plane.Driver), plane.Encrypted ? ", encrypted" : "", plane.DirectRouting ? ", direct routing" : "",
        plane.KeyGeneration > 1 ? $", keys {plane.KeyGeneration}" : "", plane.Preshared ? ", pre-shared key" : "",
        plane.Port is { } port ? $", port {port}" : "", plane.Mtu is { } mtu ? $", MTU {mtu}" : "");

    /// <summary>Where it stands, or how it ended.</summary>
    public static string State(RolloutRecord rollout) => rollout.State switch
    {
        RolloutState.Preparing => "Being made and tried",
        RolloutState.Moving => "Under way",
        RolloutState.Returning => "Going back",
        RolloutState.Done => "Done",
        _ => "Went back",
    };

    /// <summary>Whether it ended well.</summary>
    public static Tone Tone(RolloutRecord rollout) => rollout.State switch
    {
        RolloutState.Done => States.Tone.Good,
        RolloutState.RolledBack => States.Tone.Bad,
        _ => States.Tone.Pending,
    };
}
