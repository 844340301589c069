using CloudNet.Web.Providers;
using CloudNet.Web.SignIn;
using Microsoft.AspNetCore.Authentication;

namespace CloudNet.Controller.Providers;

/// <summary>Where a person is told what came of their way to the provider.</summary>
internal static class ProviderAddress
{
    /// <summary>The account's page for who links, the sign-in page for who signs in.</summary>
    public static string Of(ProviderOutcome outcome, AuthenticationProperties? asked) => LinkLeave.Is(asked)
        ? $"{SignInPath.Account}?{SignInPath.ProviderParameter}={outcome}"
        : $"{SignInPath.Page}?{SignInPath.ProviderParameter}={outcome}&{SignInPath.ReturnParameter}={Return(asked)}";

    /// <summary>The page that asks for the code of the second factor.</summary>
    public static string Code(AuthenticationProperties asked) => $"{SignInPath.Code}?{SignInPath.ReturnParameter}={Return(asked)}";

    /// <summary>What a fault on the way says.</summary>
    public static ProviderOutcome Outcome(Exception? fault) => fault switch
    {
        null => ProviderOutcome.Failed,
        HttpRequestException or IOException or OperationCanceledException => ProviderOutcome.Unreachable,
        _ => Outcome(fault.InnerException),
    };

    private static string Return(AuthenticationProperties? asked) => Uri.EscapeDataString(ReturnAddress.Local(asked?.RedirectUri));
}
