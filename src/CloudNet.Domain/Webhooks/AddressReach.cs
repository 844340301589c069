namespace CloudNet.Domain.Webhooks;

/// <summary>How near an address may be that the controller connects to because a tenant said so.</summary>
public enum AddressReach
{
    /// <summary>Addresses of the Internet alone.</summary>
    Public,

    /// <summary>Also those of private networks: RFC 1918, RFC 4193, and RFC 6598.</summary>
    Private,

    /// <summary>Any, also the controller's own machine and its links. For tests, and where all tenants are trusted.</summary>
    All,
}
