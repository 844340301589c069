using CloudNet.Contracts.Refusals;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Access;

/// <summary>How a person signs in by an account of an OpenID provider.</summary>
public static class ProviderRules
{
    /// <summary>It is somebody's already, or the person has one, or their sign-in is not the same any more.</summary>
    public static Refusal NotLinked { get; } = new(RefusalKind.Conflict, "The account is not linked",
        "That account of the provider is linked to a user already, or you have linked one, or your sign-in changed meanwhile. Begin again.");

    /// <summary>There is nothing to end.</summary>
    public static Refusal Off { get; } = new(RefusalKind.Conflict, "No account is linked", "You sign in by no account of the provider already.");
}
