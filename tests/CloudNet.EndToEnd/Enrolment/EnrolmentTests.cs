using System.Net;
using CloudNet.Contracts.Enrolment;

namespace CloudNet.EndToEnd.Enrolment;

/// <summary>Who may become a host. What is refused leaves no host, and uses no key up.</summary>
[Collection(SharedLabCollection.Name)]
public sealed class EnrolmentTests(SharedLab lab)
{
    private static readonly IPAddress Somewhere = IPAddress.Parse("192.168.124.210");

    [Fact]
    public async Task AKeyThatIsUsedUpIsRefused()
    {
        var key = await lab.Api.CreateKeyAsync("one-use");
        using var first = new RawHost("first", Somewhere);
        using var second = new RawHost("second", IPAddress.Parse("192.168.124.211"));
        await first.EnrolAsync(lab.Api, key.Secret);
        await RefusedAsync(() => second.EnrolAsync(lab.Api, key.Secret), "second", "used up");
        Assert.Equal(first.Id, (await first.EnrolAsync(lab.Api, key.Secret)).HostId);
        await lab.Api.RemoveHostAsync("first");
    }

    [Fact]
    public async Task AKeyThatIsExpiredIsRefused()
    {
        var key = await lab.Api.CreateKeyAsync("soon-over");
        await PrivateDatabase.SqlAsync(lab.Controller, $"UPDATE enrolment_keys SET expires_at = now() - interval '1 second' WHERE id = '{key.Key.Id}'");
        using var host = new RawHost("late", Somewhere);
        await RefusedAsync(() => host.EnrolAsync(lab.Api, key.Secret), "late", "expired");
    }

    [Fact]
    public async Task AKeyThatWasDeletedIsRefused()
    {
        var key = await lab.Api.CreateKeyAsync("gone");
        await lab.Api.SendAsync(HttpMethod.Delete, $"api/v1/enrolment-keys/{key.Key.Id}");
        using var host = new RawHost("too-late", Somewhere);
        await RefusedAsync(() => host.EnrolAsync(lab.Api, key.Secret), "too-late", "");
    }

    [Fact]
    public async Task AKeyOfAnotherTenantOpensNothingHere()
    {
        var other = await OtherTenantAsync("other");
        var theirs = await other.CreateKeyAsync("theirs", 5);
        using var host = new RawHost("v1", Somewhere);
        await host.EnrolAsync(lab.Api, theirs.Secret);
        // The host is theirs: our v1 is the one it was, and our networks are not for it.
        Assert.Equal(lab.V1.Address, (await lab.Api.HostAsync("v1")).UnderlayAddress);
        var notOurs = await Assert.ThrowsAsync<ApiRefusalException>(() => lab.Api.HostAsync(host.Id.ToString()));
        Assert.Equal(404, notOurs.Problem.Status);
        var notTheirs = await Assert.ThrowsAsync<ApiRefusalException>(() => other.JoinAsync(lab.BlueNetwork.Id.ToString(), "v1"));
        Assert.Equal(404, notTheirs.Problem.Status);
        var noKey = await Assert.ThrowsAsync<ApiRefusalException>(() => other.CreateKeyAsync("ours", 1, "blue"));
        Assert.Contains("networks", noKey.Fields);
    }

    [Fact]
    public async Task AHostDoesNotChangeItsTenantByAnothersKey()
    {
        var other = await OtherTenantAsync("another");
        using var host = new RawHost("loyal", Somewhere);
        await host.EnrolAsync(lab.Api, (await lab.Api.CreateKeyAsync("ours")).Secret);
        var theirs = await other.CreateKeyAsync("theirs");
        await Assert.ThrowsAsync<ApiRefusalException>(() => host.EnrolAsync(lab.Api, theirs.Secret));
        Assert.Equal(host.Id, (await lab.Api.HostAsync("loyal")).Id);
        Assert.Empty(await other.HostsAsync());
        await lab.Api.RemoveHostAsync("loyal");
    }

    [Fact]
    public async Task WithoutTheProofOfItsKeyAHostIsRefused()
    {
        var key = await lab.Api.CreateKeyAsync("proof");
        using var host = new RawHost("honest", Somewhere);
        using var thief = new RawHost("thief", Somewhere);
        var forged = host.Request(key.Secret) with { Proof = thief.Request(key.Secret).Proof };
        await RefusedAsync(() => lab.Api.EnrolAsync(forged), "honest", "");
        await RefusedAsync(() => lab.Api.EnrolAsync(new EnrolHost()), "honest", "");
        Assert.True((await host.EnrolAsync(lab.Api, key.Secret)).Name == "honest", "The key was used up by what was refused.");
        await lab.Api.RemoveHostAsync("honest");
    }

    [Fact]
    public async Task TheInstallScriptSaysWhyAKeyIsRefused()
    {
        var machine = await lab.Lab.MachineAsync("refused");
        var install = await Assert.ThrowsAsync<InvalidOperationException>(() => machine.InstallAsync(lab.Controller.Url, "cnk_nonsense"));
        Assert.Contains("key", install.Message, StringComparison.OrdinalIgnoreCase);
        await RefusedAsync(() => lab.Api.HostAsync("refused"), "refused", "");
        Assert.Equal("\n", await KernelText.OwnedAsync(machine));
    }

    private async Task<ControllerApi> OtherTenantAsync(string name)
    {
        await lab.Api.CreateTenantAsync(name);
        var api = new ControllerApi(lab.Controller.Client());
        await api.SignInAsync(ControllerSettings.User, ControllerSettings.Password, name);
        return api;
    }

    private async Task RefusedAsync(Func<Task> enrol, string host, string why)
    {
        var refusal = await Assert.ThrowsAsync<ApiRefusalException>(enrol);
        Assert.InRange(refusal.Problem.Status, 400, 422);
        Assert.Contains(why, $"{refusal.Problem.Title} {refusal.Problem.Detail}", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(await lab.Api.HostsAsync(), record => record.Name == host);
    }
}
