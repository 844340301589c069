using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Access;

/// <summary>What <c>docs/access.md</c> says of each operation and role is what the API does.</summary>
public sealed class AccessTableTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private static readonly IReadOnlyList<AccessRow> Table = AccessRow.Read();

    [Fact]
    public async Task The_table_has_every_operation_and_no_other()
    {
        using var anonymous = controller.Anonymous();
        var served = (await ApiDescription.ReadAsync(anonymous.Http)).Operations.Select(operation => operation.ToString());

        Assert.Equal(served.Order(StringComparer.Ordinal),
            Table.Select(row => $"{row.Operation} {row.Method} {row.Path}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    [InlineData("admin")]
    [InlineData("owner")]
    public async Task A_role_may_do_what_the_table_says_and_nothing_else(string role)
    {
        using var calls = await OperationCalls.InAsync(controller, $"as-{role}", role);
        ILookup<string, AccessRow> rows = Table.ToLookup(row => row.Cells[role]);

        // Refusals first, while everything is there that they could change.
        foreach (var row in rows["no"].Concat(rows["self"]).Concat(rows["administrator"])) await RefusedAsync(row, calls);
        foreach (var row in rows["yes"].Concat(rows["anyone"])) Allowed(row, await calls.CallAsync(row));
        foreach (var row in rows["self"]) Allowed(row, await calls.CallAsync(row, user: calls.User));
    }

    [Fact]
    public async Task What_is_for_anyone_needs_no_token_and_everything_else_does()
    {
        using var calls = await OperationCalls.InAsync(controller, "as-anyone", "admin");
        using var anonymous = controller.Anonymous();
        foreach (var row in Table)
        {
            var answer = await calls.CallAsync(row, anonymous);
            if (row.IsForAnyone) Allowed(row, answer);
            else Assert.True(answer.Status == 401, $"{row.Operation}: {answer}");
        }
    }

    [Fact]
    public async Task What_is_for_administrators_is_for_owners_of_the_first_tenant()
    {
        using var calls = await OperationCalls.InAsync(controller, "administered", "operator");
        using var administrator = await controller.AdminAsync();
        var rows = Table.Where(row => row.Cells["owner"] == "administrator").ToArray();
        Assert.NotEmpty(rows);
        foreach (var row in rows) Allowed(row, await calls.CallAsync(row, administrator));
    }

    private async Task RefusedAsync(AccessRow row, OperationCalls calls)
    {
        var before = await AllRows.ReadAsync(controller.Database);
        var answer = await calls.CallAsync(row);
        Assert.True(answer.Status == 403, $"{row.Operation}: {answer}");
        Assert.Equal(before, await AllRows.ReadAsync(controller.Database));
    }

    private static void Allowed(AccessRow row, (int Status, string Text) answer) =>
        Assert.True(answer.Status is >= 200 and < 300 || (row.IsForAnyone && answer.Status == 400), $"{row.Operation}: {answer}");
}
