namespace CloudNet.Domain.Access;

/// <summary>What a member may do in a tenant; each may also do what the ones below it may.</summary>
public enum TenantRole
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Changes networks and hosts.</summary>
    Operator,

    /// <summary>Makes what lets others in: enrolment keys.</summary>
    Admin,

    /// <summary>Everything.</summary>
    Owner,
}
