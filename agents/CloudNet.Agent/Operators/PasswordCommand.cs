using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet password</c>: one's own, changed. Never an argument: process lists and the shell's history show those.</summary>
internal static class PasswordCommand
{
    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators)
    {
        var command = new Command(
            "password", "Change your password at the controller that you are signed in to. Asked for are the one that you have, and the new one twice; or "
            + "they are read from standard input, a line each. So is the code of a second factor, in a line after them. "
            + "This session and your tokens go on; your sessions on the dashboard end. Who forgot theirs asks whoever runs the controller.");
        command.SetAction((parsed, stop) => operators.CallAsync(parsed, api => RunAsync(operators.Terminal, api, stop)));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, ApiCaller api, CancellationToken stop)
    {
        if (terminal.ReadSecret("Your password: ") is not { Length: > 0 } password) return Missing(terminal, "your password");
        if (terminal.ReadSecret("New password: ") is not { Length: > 0 } next) return Missing(terminal, "new password");
        if (terminal.ReadSecret("New password again: ") is not { Length: > 0 } again) return Missing(terminal, "new password again");
        if (next != again) return terminal.Fail("The new password and its repetition are not the same. Nothing was changed.");
        var answer = await SendAsync(api, terminal, new(password, next), stop);
        if (answer.Refusal is not null) return terminal.Fail(answer.Refusal);
        terminal.Output.WriteLine("Your password is changed.");
        return Terminal.Success;
    }

    // Who has a second factor is asked for its code once the password was right.
    private static async Task<ApiAnswer> SendAsync(ApiCaller api, Terminal terminal, ChangePassword request, CancellationToken stop)
    {
        var answer = await SendAsync(api, request, stop);
        if (answer.Type != ProblemTypes.CodeNeeded) return answer;
        return terminal.ReadSecret("Code of your authenticator app, or a recovery code: ") is { Length: > 0 } code
            ? await SendAsync(api, request with { Code = code }, stop)
            : answer with { Refusal = "You have a second factor, and there is no code. Type it, or give it on standard input, in the line after the passwords." };
    }

    private static Task<ApiAnswer> SendAsync(ApiCaller api, ChangePassword request, CancellationToken stop) =>
        api.SendAsync(HttpMethod.Post, "account/password", JsonSerializer.SerializeToUtf8Bytes(request, ContractsJson.Default.ChangePassword), stop);

    private static int Missing(Terminal terminal, string what) =>
        terminal.Fail($"The line with {what} is missing. Type it, or give three lines on standard input: your password, the new one, and the new one again.");
}
