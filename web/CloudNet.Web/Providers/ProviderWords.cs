namespace CloudNet.Web.Providers;

/// <summary>What a person is told of it.</summary>
public static class ProviderWords
{
    /// <summary>The words for what an address says came of it; null where it says nothing that there are words for.</summary>
    /// <param name="outcome">The name of a <see cref="ProviderOutcome"/>.</param>
    /// <param name="provider">What the provider is called; null where there is none.</param>
    public static string? Of(string? outcome, string? provider) =>
        provider is not null && outcome is [>= 'A' and <= 'Z', ..] && Enum.TryParse<ProviderOutcome>(outcome, out var known) ? Of(known, provider) : null;

    /// <summary>Whether it went well.</summary>
    public static bool IsGood(string? outcome) => outcome == nameof(ProviderOutcome.Linked);

    private static string? Of(ProviderOutcome outcome, string provider) => outcome switch
    {
        ProviderOutcome.Denied => $"{provider} did not let you in, or you did not let it tell who you are. Try again, or sign in with your password.",
        ProviderOutcome.Unreachable => $"{provider} cannot be reached from here. Try again in a while, or sign in with your password.",
        ProviderOutcome.Failed => $"What came back from {provider} is not what was asked for, or came too late. Begin again, or sign in with your password.",
        ProviderOutcome.Unknown => $"Nobody here signs in by that account of {provider}. Sign in with your password, and link it on your account's page "
            + "(behind your name). If you have no password here, ask an admin of your tenant for an invitation.",
        ProviderOutcome.LockedOut => "Too many attempts. Wait a few minutes, then try again.",
        ProviderOutcome.NoTenant => "You belong to no tenant any more. Ask an admin of yours for an invitation.",
        ProviderOutcome.Linked => $"You sign in by {provider} from now on; your password goes on working.",
        ProviderOutcome.NotLinked => $"It was not linked: that account of {provider} is linked to a user already, or you have linked one, or your "
            + "sign-in changed meanwhile. Begin again.",
        _ => null,
    };
}
