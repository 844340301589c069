namespace CloudNet.Store.Preconditions;

/// <summary>What a precondition can be about: what one GET answers, with an ETag.</summary>
public enum PreconditionKind
{
    /// <summary>A network, with its leases.</summary>
    Network,

    /// <summary>A host, with its leases.</summary>
    Host,

    /// <summary>The quotas of a tenant.</summary>
    Quotas,

    /// <summary>A member of a tenant.</summary>
    Member,

    /// <summary>A webhook.</summary>
    Webhook,

    /// <summary>A service of a network.</summary>
    Service,

    /// <summary>A policy of a network.</summary>
    Policy,
}
