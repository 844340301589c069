using System.Text.Json;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Trials;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;
using CloudNet.Store.ChangeLog;
using Npgsql;

namespace CloudNet.Controller.Tests.Trials;

/// <summary>Every operation of the API that changes something is called with <c>dryRun=true</c>: one that is new cannot forget it.</summary>
public sealed class EveryOperationTriedTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly string[] Refusing = ["SignIn", "AcceptInvitation", "EnrolHost", "RedeliverWebhook", "TracePacket"];

    [Fact]
    public async Task It_leaves_nothing_and_tells_what_it_would_answer_and_then_the_real_call_does()
    {
        using var calls = await OperationCalls.InAsync(controller, "tried", "owner");
        using var administrator = await controller.AdminAsync();
        var changing = AccessRow.Read().Where(row => row.Method != "GET" && !Refusing.Contains(row.Operation)).ToArray();
        Assert.NotEmpty(changing);
        // The host is in its network: it leaves first, so that joining changes something.
        foreach (var row in changing.OrderBy(row => row.Operation != "LeaveNetwork"))
        {
            var client = row.Cells["owner"] == "administrator" ? administrator : null;
            await using var told = await ListenAsync();
            var before = await StateAsync();
            var (status, text) = await calls.CallAsync(row, client, query: "?dryRun=true");
            Assert.True(status == 200, $"{row.Operation}: {status} {text}");
            Assert.Equal(before, await StateAsync());
            Assert.False(told.Wait(TimeSpan.FromMilliseconds(50)), $"{row.Operation} wakes the relay");

            var tried = JsonSerializer.Deserialize<DryRunRecord>(text, ApiClient.Json)!;
            Assert.True(tried.ChangeCount > 0 && tried.Changes.Count == tried.ChangeCount, $"{row.Operation}: {text}");
            var real = await calls.CallAsync(row, client);
            Assert.Equal((row.Operation, tried.Status), (row.Operation, real.Status));
            Assert.Equal((row.Operation, Names(tried.Answer)), (row.Operation, real.Text == "" ? "" : Names(JsonElement.Parse(real.Text))));
        }
    }

    [Fact]
    public async Task What_cannot_be_tried_says_so_and_does_nothing()
    {
        using var calls = await OperationCalls.InAsync(controller, "not-tried", "owner");
        var before = await StateAsync();
        foreach (var row in AccessRow.Read().Where(row => Refusing.Contains(row.Operation)))
        {
            var (status, text) = await calls.CallAsync(row, query: "?dryRun=true");
            Assert.True(status == 400, $"{row.Operation}: {text}");
            Assert.Equal("dryRun", JsonSerializer.Deserialize<ProblemRecord>(text, ApiClient.Json)!.Problems!.Single().Field);
        }
        Assert.Equal(before, await StateAsync());
    }

    private async Task<string> StateAsync()
    {
        await using var next = controller.Database.Source.CreateCommand("SELECT last_value::text || is_called FROM vnis");
        return await next.ExecuteScalarAsync() + await AllRows.ReadAsync(controller.Database);
    }

    // Once it listens, it has got all that was told before.
    private async Task<NpgsqlConnection> ListenAsync()
    {
        var connection = await controller.Database.Source.OpenConnectionAsync();
        await using var listen = new NpgsqlCommand($"LISTEN {ChangeLogWriter.WakeChannel}", connection);
        await listen.ExecuteNonQueryAsync();
        return connection;
    }

    private static string Names(JsonElement? answer) =>
        answer is { } given ? string.Join(' ', given.EnumerateObject().Select(property => property.Name)) : "";
}
