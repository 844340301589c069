namespace CloudNet.Web.Providers;

/// <summary>What came of a way to the provider and back. The address that one comes back to has its name, and the page the words.</summary>
public enum ProviderOutcome
{
    /// <summary>The provider said that the person does not let it tell, or may not come in.</summary>
    Denied,

    /// <summary>The provider did not answer.</summary>
    Unreachable,

    /// <summary>What came back is not what was asked for, or came too late or twice.</summary>
    Failed,

    /// <summary>Nobody linked this account of the provider.</summary>
    Unknown,

    /// <summary>Too many wrong passwords or codes: nobody comes in by this user for a while.</summary>
    LockedOut,

    /// <summary>The person is a member of no tenant.</summary>
    NoTenant,

    /// <summary>It is linked.</summary>
    Linked,

    /// <summary>It was not linked: it is somebody's already, or the person has one, or is not the one who asked.</summary>
    NotLinked,
}
