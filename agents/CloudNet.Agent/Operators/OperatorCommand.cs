using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CloudNet.Agent.Cli;
using CloudNet.Agent.Enrol;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary>What the commands for operators have in common: the session, the call, and an answer for people or for programs.</summary>
/// <param name="context">What every command has.</param>
internal sealed class OperatorCommand(CommandContext context)
{
    /// <summary>Where to write.</summary>
    public Terminal Terminal => context.Terminal;

    /// <summary>The time.</summary>
    public TimeProvider Clock => context.Clock;

    /// <summary>Where the session is kept.</summary>
    public SessionFile Session { get; } = new(context.Environment);

    /// <summary><c>--json</c>: the answer as the controller gave it.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print the controller's answer as JSON." };

    /// <summary><c>--dry-run</c>: what would change is shown, and nothing is.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Change nothing; show what would change, and on which hosts." };

    /// <summary><c>--yes</c>: nobody is asked.</summary>
    public Option<bool> Yes { get; } = new("--yes") { Description = "Do it without asking." };

    /// <summary>Asks the controller, and shows what it answers.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below <c>/api/v1/</c>.</param>
    /// <param name="body">The body, or null for none.</param>
    /// <param name="type">What the answer is.</param>
    /// <param name="text">The answer for people.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="aside">What people are told beside it, on standard error; null, or empty: nothing.</param>
    public Task<int> ShowAsync<T>(
        ParseResult parsed, HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, Func<T, string> text, CancellationToken stop,
        Func<T, string>? aside = null) =>
        parsed.GetValue(DryRun) ? TryAsync(parsed, method, path, body, stop) : PrintAsync(parsed, method, path, body, type, text, stop, aside);

    /// <summary>Asks the controller for what has no answer but that it was done.</summary>
    public Task<int> DoAsync(ParseResult parsed, HttpMethod method, string path, string done, CancellationToken stop) =>
        parsed.GetValue(DryRun) ? TryAsync(parsed, method, path, null, stop) : CallAsync(parsed, async api =>
        {
            var answer = await api.SendAsync(method, path, null, stop);
            if (answer.Refusal is not null) return Terminal.Fail(answer.Refusal);
            Terminal.Output.WriteLine(done);
            return Terminal.Success;
        });

    /// <summary>Calls with the session there is. What is refused is said by the words of the command line.</summary>
    public async Task<int> CallAsync(ParseResult parsed, Func<ApiCaller, Task<int>> call)
    {
        var (session, refusal) = Session.Load();
        if (session is null) return Terminal.Fail(refusal!);
        if (!ControllerAddress.TryParse(session.Controller, out var controller)) return Terminal.Fail($"'{session.Controller}' is no address of a controller.");
        using var api = new ApiCaller(controller, session.Token, field => OptionWords.Of(parsed.CommandResult.Command, field), session.User);
        try
        {
            return await call(api);
        }
        catch (JsonException fault)
        {
            return Terminal.Fail($"{controller} answered what this version of cloudnet does not understand: {fault.Message} Get the one that it gives out.");
        }
    }

    /// <summary>The controller that this person is signed in to; null where to none.</summary>
    public ApiCaller? Caller() => Session.Load().Session is { } session && ControllerAddress.TryParse(session.Controller, out var controller)
        ? new(controller, session.Token, field => field, session.User)
        : null;

    /// <summary>Whether a person says yes; where nobody can be asked, only with <c>--yes</c>.</summary>
    public bool Confirms(ParseResult parsed, string question)
    {
        if (parsed.GetValue(Yes) || parsed.GetValue(DryRun)) return true;
        if (!Terminal.IsInteractive)
        {
            Terminal.Fail($"{question} Nobody is here to be asked: say so with --yes.");
            return false;
        }
        Terminal.Errors.Write($"{question} [y/N] ");
        return Terminal.Input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>A word as a part of a path.</summary>
    public static string Part(string word) => Uri.EscapeDataString(word);

    private Task<int> TryAsync(ParseResult parsed, HttpMethod method, string path, byte[]? body, CancellationToken stop) =>
        PrintAsync(parsed, method, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}dryRun=true", body, ContractsJson.Default.DryRunRecord, DryRunText.Of, stop);

    private Task<int> PrintAsync<T>(
        ParseResult parsed, HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> type, Func<T, string> text, CancellationToken stop,
        Func<T, string>? aside = null) => CallAsync(parsed, async api =>
        {
            var answer = await api.SendAsync(method, path, body, stop);
            if (answer.Refusal is not null) return Terminal.Fail(answer.Refusal);
            if (parsed.GetValue(Json))
            {
                Terminal.Output.WriteLine(Encoding.UTF8.GetString(answer.Body));
                return Terminal.Success;
            }
            var told = JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("The answer is null.");
            Terminal.Output.Write(text(told));
            Terminal.Errors.Write(aside?.Invoke(told));
            return Terminal.Success;
        });
}
