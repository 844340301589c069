using CloudNet.Contracts.Enrolment;
using CloudNet.Controller.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Controller.Tests.Enrolment;

public sealed class EnrolmentKeyTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Path = "/api/v1/enrolment-keys";

    [Fact]
    public async Task A_key_is_shown_once_with_the_line_to_run()
    {
        using var owner = await controller.NewTenantAsync("keys");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var created = await owner.PostAsync<CreatedEnrolmentKey>(Path, new CreateEnrolmentKey("rack 1", 3, 60, ["blue"]), 201);

        Assert.Matches("^cnk_[A-Za-z0-9_-]{43}$", created.Secret);
        Assert.Equal($"curl -fsSL {controller.Address.ToString().TrimEnd('/')}/install.sh | sh -s -- --key {created.Secret}", created.InstallLine);
        Assert.Equal(("rack 1", 3, 0, "blue"), (created.Key.Name, created.Key.Uses, created.Key.Used, Assert.Single(created.Key.Networks)));
        Assert.Equal(TimeSpan.FromHours(1), created.Key.ExpiresAt - created.Key.CreatedAt);
        Assert.DoesNotContain(created.Secret, await owner.Http.GetStringAsync(Path));
        await using var db = controller.Database.Open();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(created.Secret)),
            (await db.EnrolmentKeys.SingleAsync(row => row.Id == created.Key.Id)).Hash);
    }

    [Fact]
    public async Task Keys_are_listed_by_name_and_removed_once()
    {
        using var owner = await controller.NewTenantAsync("key-list");
        await owner.PostAsync<CreatedEnrolmentKey>(Path, new CreateEnrolmentKey("b"), 201);
        var a = await owner.PostAsync<CreatedEnrolmentKey>(Path, new CreateEnrolmentKey("a"), 201);

        Assert.Equal(["a", "b"], (await owner.ListAsync<EnrolmentKeyRecord>(Path)).Select(key => key.Name));
        await owner.DeleteAsync($"{Path}/{a.Key.Id}");
        await owner.DeleteRefusedAsync($"{Path}/{a.Key.Id}", 404);
        await owner.DeleteRefusedAsync($"{Path}/a", 404);
        Assert.Equal(["b"], (await owner.ListAsync<EnrolmentKeyRecord>(Path)).Select(key => key.Name));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        using var admin = await controller.AdminAsync();
        var problem = await admin.PostRefusedAsync(Path, new CreateEnrolmentKey("", 0, 0, ["none", "nul\0"]), 400);
        Assert.Equal(["name", "uses", "expiresInMinutes", "networks", "networks"], problem.Problems!.Select(found => found.Field));
    }
}
