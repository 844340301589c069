namespace CloudNet.Domain.Access;

/// <summary>What a member may do in a tenant; each may also do what the ones below it may. <c>docs/access.md</c> has the table.</summary>
public enum TenantRole
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Changes networks and hosts.</summary>
    Operator,

    /// <summary>Lets others in: enrolment keys, invitations, the roles of operators and viewers.</summary>
    Admin,

    /// <summary>Everything.</summary>
    Owner,
}
