using CloudNet.Controller.Audit;
using CloudNet.Controller.Settings;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Audit;

public sealed class RetentionTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    [Fact]
    public async Task What_was_kept_long_enough_goes_and_the_rest_stays()
    {
        using var owner = await controller.NewTenantAsync("kept");
        await using var db = controller.Database.Open();
        var ages = new[] { 401, 399 };
        foreach (var days in ages)
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO audit (tenant_id, at, transaction, actor_kind, actor_name, origin, operation, action, kind, subject_id, subject_name)
                SELECT id, now() - make_interval(days => {days}), 1, 'user', 'x', 'api', 'Old', 'created', 'lease', gen_random_uuid(), {days}::text
                FROM tenants, generate_series(1, 5500) WHERE name = 'kept'
                """);
        foreach (var (days, ended) in new[] { (401, true), (399, true), (500, false) })
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO address_history (tenant_id, network_id, network_name, addresses, host_id, host_name, since, until)
                SELECT id, id, 'net', '10.0.0.0/24', id, 'host', now() - make_interval(days => {days}) - interval '1 day',
                    CASE WHEN {ended} THEN now() - make_interval(days => {days}) END
                FROM tenants WHERE name = 'kept'
                """);

        var (audit, history, _) = await controller.Services.GetRequiredService<RetentionKeeper>().TrimAsync(default);
        Assert.Equal((5500, 1), (audit, history));
        Assert.Equal(["399"], await db.Audit.Where(row => row.Operation == "Old").Select(row => row.SubjectName).Distinct().ToListAsync());
        Assert.Equal(2, await db.AddressHistory.CountAsync());
    }

    [Theory]
    [InlineData("Audit:Keep", "1.00:00:00")]
    [InlineData("AddressHistory:Keep", "40000.00:00:00")]
    [InlineData("IdempotencyKeys:Keep", "00:00:59")]
    public void A_time_that_makes_no_sense_is_refused_at_the_start(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        Assert.Contains(setting.Replace(":", "__"), Assert.Throws<SettingException>(() => RetentionTerms.Of(settings)).Message);
    }
}
