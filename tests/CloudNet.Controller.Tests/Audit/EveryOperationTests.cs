using System.Text;
using System.Text.RegularExpressions;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Access;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Store;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Audit;

/// <summary>
/// Every operation of the API is called, and the log read afterwards: one that is new and changes something is told under its name,
/// by somebody, and no secret of any is in the log.
/// </summary>
public sealed partial class EveryOperationTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task Each_that_changes_something_is_told_by_its_name_and_no_secret_is()
    {
        using var calls = await OperationCalls.InAsync(controller, "every", "owner");
        using var administrator = await controller.AdminAsync();
        var secrets = new StringBuilder();
        var done = new List<string>();
        // Three of those have come already, with what they need, and a trace changes nothing.
        var changing = AccessRow.Read().Where(row =>
            row.Method != "GET" && row.Operation is not ("SignIn" or "AcceptInvitation" or "EnrolHost" or "TracePacket"));
        // The host is in its network: it leaves first, so that joining changes something.
        foreach (var row in changing.OrderBy(row => row.Operation != "LeaveNetwork"))
        {
            var (status, text) = await calls.CallAsync(row, row.Cells["owner"] == "administrator" ? administrator : null);
            Assert.True(status is >= 200 and < 300, $"{row.Operation}: {status} {text}");
            done.Add(row.Operation);
            secrets.AppendLine(text);
        }
        await using var db = controller.Database.Open();
        var log = await db.Audit.AsNoTracking().ToListAsync();

        Assert.All(done.Concat(["SignIn", "AcceptInvitation", "EnrolHost"]), operation => Assert.Contains(log, row => row.Operation == operation));
        Assert.All(log, row => Assert.True(row.ActorKind is "user" or "enrolment-key" or "system", $"{row.ActorKind} {row.Operation} {row.Kind}"));
        Assert.All(log, row => Assert.True(row.ActorKind == "system" || row.ActorId is not null, row.Operation));
        var rows = string.Join('\n', log.Select(row => System.Text.Json.JsonSerializer.Serialize(row)));
        Assert.All(await ForbiddenAsync(db, secrets.ToString()), secret => Assert.DoesNotContain(secret, rows, StringComparison.OrdinalIgnoreCase));
        Assert.All(log, row => Assert.True((row.Before?.Length ?? 0) + (row.After?.Length ?? 0) < 4000, row.Operation));
    }

    // What was given out, what is stored of it, and of passwords and keys; as base64 and as PostgreSQL writes bytes.
    private static async Task<IReadOnlyList<string>> ForbiddenAsync(CloudNetDb db, string answers)
    {
        var given = Secrets().Matches(answers).Select(found => found.Value).Distinct().ToArray();
        Assert.True(given.Length >= 3, $"only {given.Length} secrets were given out");
        byte[][] stored =
        [
            .. given.Select(Secret.Hash), .. await db.ApiTokens.Select(row => row.Hash).ToListAsync(),
            .. await db.EnrolmentKeys.Select(row => row.Hash).ToListAsync(), .. await db.Invitations.Select(row => row.Hash).ToListAsync(),
            .. await db.Hosts.Select(row => row.PublicKey).ToListAsync(), .. await db.Webhooks.Select(row => row.Secret).ToListAsync(),
        ];
        var passwords = await db.Users.Select(row => row.PasswordHash!).ToListAsync();
        var keys = (await db.Networks.ToListAsync()).SelectMany(row => new[] { row.PresharedKey, row.Next?.PresharedKey });
        var shared = keys.OfType<PresharedKey>().Select(key => key.Reveal()).ToArray();
        Assert.NotEmpty(shared);
        return
        [
            .. given, .. passwords, .. shared, MemberSteps.Password, OperationCalls.NewPassword, ControllerFixture.AdminPassword,
            .. stored.SelectMany(bytes => new[] { Convert.ToHexString(bytes), Convert.ToBase64String(bytes) }),
        ];
    }

    [GeneratedRegex("(?:cn[tki]_|whsec_)[A-Za-z0-9_+/=-]{20,}")]
    private static partial Regex Secrets();
}
