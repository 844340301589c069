using System.CommandLine;
using System.Text.Json;
using CloudNet.Agent.Cli;
using CloudNet.Contracts.Access;
using CloudNet.Contracts.Wire;

namespace CloudNet.Agent.Operators;

/// <summary><c>cloudnet token</c>: API tokens for scripts.</summary>
internal static class TokenCommand
{
    private static readonly ContractsJson Types = ContractsJson.Default;

    /// <summary>The command.</summary>
    public static Command Create(OperatorCommand operators) => new("token", "Your API tokens, for scripts.")
    {
        ListCommand.Create(operators, "List your tokens that work. Their secrets are shown nowhere.", "tokens", Types.ApiTokenRecord, Text, new([])),
        Make(operators),
        RevokeCommand.Create(operators, "Revoke one of your tokens, at once.", "token", "tokens"),
    };

    private static Command Make(OperatorCommand operators)
    {
        var name = new Argument<string>("name") { Description = "What it is for." };
        var minutes = new Option<int?>("--expires-in") { Description = "Minutes until it expires. Default: 30 days.", HelpName = "MINUTES" };
        var role = new Option<string?>("--role")
        {
            Description = "What it is limited to: read, operator, admin or owner. Default: it acts as you do.", HelpName = "ROLE",
        };
        var command = new Command("create", "Make a token, and print its secret. It is shown this once.") { name, minutes, role, operators.Json };
        command.SetAction((parsed, stop) =>
        {
            var ask = new CreateApiToken(parsed.GetRequiredValue(name), parsed.GetValue(minutes), parsed.GetValue(role));
            return operators.ShowAsync(
                parsed, HttpMethod.Post, "tokens", JsonSerializer.SerializeToUtf8Bytes(ask, Types.CreateApiToken), Types.CreatedApiToken,
                made => $"{made.Secret}\n", stop);
        });
        return command;
    }

    private static string Text(IReadOnlyList<ApiTokenRecord> tokens) =>
        TextTable.Of(["NAME", "ROLE", "EXPIRES", "LAST USED", "ID"], tokens.Select(token => (string[])
        [Terminal.Plain(token.Name), token.Role ?? "-", $"{token.ExpiresAt:u}", token.LastUsedAt is { } used ? $"{used:u}" : "never", $"{token.Id}"]));
}
