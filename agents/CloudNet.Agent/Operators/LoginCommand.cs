using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Enrol;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet login</c> and <c>cloudnet logout</c>.</summary>
internal static class LoginCommand
{
    /// <summary>The command that signs in.</summary>
    public static Command Login(OperatorCommand operators)
    {
        var controller = new Argument<string>("controller") { Description = "Address of the controller: https://controller.example.org" };
        var user = new Option<string>("--user") { Description = "Your name there.", HelpName = "NAME", Required = true };
        var tenant = new Option<string?>("--tenant") { Description = "The tenant to work in. Default: your first.", HelpName = "NAME" };
        var command = new Command(
            "login", "Sign in to a controller, for twelve hours. The password is asked for, or read from standard input; "
            + "so is the code of a second factor, in a line of its own. "
            + $"Scripts need no login: they set ${SessionFile.ControllerVariable} and ${SessionFile.TokenVariable}.") { controller, user, tenant };
        command.SetAction((parsed, stop) => RunAsync(
            operators, parsed.GetRequiredValue(controller), parsed.GetRequiredValue(user), parsed.GetValue(tenant), stop));
        return command;
    }

    /// <summary>The command that signs out.</summary>
    public static Command Logout(OperatorCommand operators)
    {
        var command = new Command("logout", "Revoke the token of this session, and forget it.");
        command.SetAction(async (_, stop) =>
        {
            if (operators.Session.Saved() is not ({ } session, _)) return operators.Terminal.Fail("You are not signed in.");
            var refusal = await RevokeAsync(session, stop);
            operators.Session.Delete();
            if (refusal is not null) return operators.Terminal.Fail($"This session is forgotten here, but its token was not revoked. {refusal}");
            operators.Terminal.Output.WriteLine("Signed out.");
            return Terminal.Success;
        });
        return command;
    }

    private static async Task<int> RunAsync(OperatorCommand operators, string controller, string user, string? tenant, CancellationToken stop)
    {
        var terminal = operators.Terminal;
        if (!ControllerAddress.TryParse(controller, out var address))
            return terminal.Fail($"'{controller}' is no address of a controller. Give one such as https://controller.example.org");
        if (address.Root.Scheme == Uri.UriSchemeHttp && !address.Root.IsLoopback)
            terminal.Errors.WriteLine($"Mind that {address} is not encrypted: whoever is on the way reads the password.");
        if (terminal.ReadSecret($"Password of {user}: ") is not { Length: > 0 } password) return terminal.Fail("There is no password. Type it, or give it on standard input.");
        using var api = new ApiCaller(address, null);
        var answer = await SignInAsync(api, terminal, new SignIn(user, password, tenant), stop);
        if (answer.Refusal is not null) return terminal.Fail(answer.Refusal);
        var made = JsonSerializer.Deserialize(answer.Body, ContractsJson.Default.CreatedApiToken)!;
        var (before, _) = operators.Session.Saved();
        try
        {
            operators.Session.Save(new(address.ToString(), made.Secret, made.Token.Id.ToString(), made.Token.ExpiresAt, user));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await RevokeAsync(new(address.ToString(), made.Secret, made.Token.Id.ToString()), stop);
            return terminal.Fail($"The session could not be kept in {operators.Session.Path}: {fault.Message}");
        }
        // Should that fail, the earlier token ends by itself.
        if (before is not null) await RevokeAsync(before, stop);
        terminal.Output.WriteLine(
            $"Signed in to {address} as {user}{(made.Tenant is { } signedIn ? $", in tenant {signedIn}" : "")}, until {made.Token.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}.");
        return Terminal.Success;
    }

    // Who has a second factor is asked for its code once the password was right.
    private static async Task<ApiAnswer> SignInAsync(ApiCaller api, Terminal terminal, SignIn request, CancellationToken stop)
    {
        var answer = await SendAsync(api, request, stop);
        if (answer.Type != ProblemTypes.CodeNeeded) return answer;
        return terminal.ReadSecret($"Code of {request.User}'s authenticator app, or a recovery code: ") is { Length: > 0 } code
            ? await SendAsync(api, request with { Code = code }, stop)
            : answer with { Refusal = "This user signs in with a second factor, and there is no code. Type it, or give it on standard input, in the line after the password." };
    }

    private static Task<ApiAnswer> SendAsync(ApiCaller api, SignIn request, CancellationToken stop) =>
        api.SendAsync(HttpMethod.Post, "sign-in", JsonSerializer.SerializeToUtf8Bytes(request, ContractsJson.Default.SignIn), stop);

    // Why not, or null where it is revoked.
    private static async Task<string?> RevokeAsync(Session session, CancellationToken stop)
    {
        if (session.TokenId is not { } id || !ControllerAddress.TryParse(session.Controller, out var controller)) return null;
        using var api = new ApiCaller(controller, session.Token);
        return (await api.SendAsync(HttpMethod.Delete, $"tokens/{id}", null, stop)).Refusal;
    }
}
