using System.CommandLine;
using CloudNet.Agent.Cli;

namespace CloudNet.Agent.Operators;

/// <summary>Commands <c>revoke</c>, for secrets that have an id, and a name that others may have too.</summary>
internal static class RevokeCommand
{
    /// <summary>The command.</summary>
    /// <param name="operators">What the commands have in common.</param>
    /// <param name="description">What it does.</param>
    /// <param name="what">What is revoked; the command above it has this name too.</param>
    /// <param name="path">Their list below <c>/api/v1/</c>.</param>
    public static Command Create(OperatorCommand operators, string description, string what, string path)
    {
        var given = new Argument<string>(what) { Description = $"The {what}'s id, or its name where no other {what} has it." };
        var command = new Command("revoke", description) { given };
        command.SetAction((parsed, stop) => operators.CallAsync(parsed, async api =>
        {
            var (id, refusal) = await IdAsync(api, what, path, parsed.GetRequiredValue(given), stop);
            refusal ??= (await api.SendAsync(HttpMethod.Delete, $"{path}/{OperatorCommand.Part(id)}", null, stop)).Refusal;
            if (refusal is not null) return operators.Terminal.Fail(refusal);
            operators.Terminal.Output.WriteLine($"The {what} is revoked.");
            return Terminal.Success;
        }));
        return command;
    }

    // An id is taken as it is, also where something is named like one.
    private static async Task<(string Id, string? Refusal)> IdAsync(ApiCaller api, string what, string path, string given, CancellationToken stop)
    {
        if (Guid.TryParse(given, out _)) return (given, null);
        var (items, refusal) = await WholeList.ReadAsync(api, path, stop);
        if (refusal is not null) return ("", refusal);
        string[] ids = [.. items.Where(item => item.GetProperty("name").GetString() == given).Select(item => item.GetProperty("id").GetString()!)];
        return ids switch
        {
            [var id] => (id, null),
            [] => ("", $"There is no {what} '{given}'. List them with: {CommandTree.HostName} {what} list"),
            _ => ("", $"{ids.Length} {what}s are named '{given}'. Say which by its id: {string.Join(", ", ids)}"),
        };
    }
}
