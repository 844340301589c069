namespace CloudNet.Web.People;

/// <summary>What the signed-in person may do in the tenant: what they may not is not offered. It is the controller that refuses.</summary>
/// <param name="Changes">Change networks and hosts: operators and above.</param>
/// <param name="LetsIn">Let hosts and people in: admins and above.</param>
public sealed record Powers(bool Changes, bool LetsIn)
{
    /// <summary>Everything.</summary>
    public static Powers All { get; } = new(true, true);
}
