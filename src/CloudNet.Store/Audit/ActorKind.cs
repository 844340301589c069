namespace CloudNet.Store.Audit;

/// <summary>What acts. Two more words are in the table: <c>database</c> for whoever changed rows by hand, and <c>unknown</c> for a
/// controller of a version that did not say.</summary>
public static class ActorKind
{
    /// <summary>A person, perhaps through a token.</summary>
    public const string User = "user";

    /// <summary>An enrolment key, by which a host came in.</summary>
    public const string Key = "enrolment-key";

    /// <summary>A host.</summary>
    public const string Host = "host";

    /// <summary>The controller by itself.</summary>
    public const string System = "system";

    /// <summary>Somebody who has not said yet who they are.</summary>
    public const string Anonymous = "anonymous";
}
