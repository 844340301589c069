namespace CloudNet.Domain.Refusals;

/// <summary>Why something is refused, in the broad. The edge turns it into an HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is wrong: it would be refused whatever the state (400).</summary>
    Invalid,

    /// <summary>Who asks is not known: no credential, or one that is not accepted (401).</summary>
    NotAuthenticated,

    /// <summary>The password is right, and a code is needed besides it (401).</summary>
    CodeNeeded,

    /// <summary>Who asks may not do this (403).</summary>
    NotAllowed,

    /// <summary>What is named is not there, or not of the caller's tenant, which looks the same (404).</summary>
    NotFound,

    /// <summary>The state stands against it (409).</summary>
    Conflict,

    /// <summary>What is named was there and is spent: an expired or used-up key (410).</summary>
    Spent,

    /// <summary>What is to be changed is not as the caller saw it (412).</summary>
    Changed,

    /// <summary>The request is right, and is not what its Idempotency-Key was used for (422).</summary>
    Mismatch,

    /// <summary>Too often in too short a time (429).</summary>
    TooOften,
}
