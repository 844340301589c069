using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Database;

namespace CloudNet.Controller.Tests.Isolation;

/// <summary>A controller with two tenants: one that tries, and one that must not notice.</summary>
public sealed class TwoTenants(PostgresServer server) : IAsyncLifetime
{
    private TenantOnTrial? intruder;
    private TenantOnTrial? victim;

    public ControllerFixture Controller { get; } = new(server);

    public TenantOnTrial Intruder => intruder!;

    public TenantOnTrial Victim => victim!;

    /// <summary>Everything that the other tenant has, table by table.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> VictimsRowsAsync()
    {
        var rows = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var table in await OwnedTable.AllAsync(Controller.Database))
            rows.Add(table.Name, await table.RowsAsync(Controller.Database, Victim.Id.Value));
        return rows;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Controller.InitializeAsync();
        intruder = await TenantOnTrial.MakeAsync(Controller, "intruder");
        victim = await TenantOnTrial.MakeAsync(Controller, "victim");
        // What the relay marks as published is marked: from here on the rows stand still.
        await using var db = Controller.Database.Open();
        var deadline = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30);
        while (db.Changes.Any(change => !change.Published))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "the change log is not published");
            await Task.Delay(50);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        intruder?.Dispose();
        victim?.Dispose();
        await Controller.DisposeAsync();
    }
}
