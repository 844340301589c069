using System.Net;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Tenants;
using CloudNet.Domain.Hosts;
using CloudNet.Domain.Refusals;

namespace CloudNet.Domain.Tests.Hosts;

public sealed class EnrolmentRulesTests
{
    private static readonly TenantId Acme = new(Guid.Parse("00000000-0000-7000-8000-00000000000a"));
    private static readonly TenantId Other = new(Guid.Parse("00000000-0000-7000-8000-00000000000b"));
    private static readonly HostId V1 = new(Guid.Parse("00000000-0000-7000-8000-000000000001"));
    private static readonly NewHost Asking = new("v1", [1, 2, 3], IPAddress.Parse("192.168.124.51"), null, "cnk_x");
    private static readonly EnrolmentRules.Known Known = new(V1, Acme, "v1", [1, 2, 3], IPAddress.Parse("192.168.124.51"));

    [Fact]
    public void Nobody_like_it_means_new() => Assert.Equal(new(null), Decided());

    [Fact]
    public void Same_key_again_is_the_same_host() => Assert.Equal(new(V1), Decided(Known));

    [Fact]
    public void Same_key_under_another_name_is_told_its_name() =>
        Assert.Contains("that of host 'old'", Refused(Known with { Name = "old" }).Detail);

    [Fact]
    public void Same_key_in_another_tenant_is_told_no_name()
    {
        var refusal = Refused(Known with { Tenant = Other, Name = "secret-name" });
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.DoesNotContain("secret-name", refusal.Detail);
    }

    [Fact]
    public void Taken_name_and_taken_address_are_both_told()
    {
        var refusal = Refused(
            Known with { PublicKey = [9], Underlay = IPAddress.Parse("192.168.124.99") },
            Known with { PublicKey = [8], Name = "v9" });
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Equal(["name", "underlayAddress"], refusal.Problems.Select(problem => problem.Field));
        Assert.Contains("'v9'", refusal.Problems[1].Rule);
    }

    private static EnrolmentRules.Again Decided(params EnrolmentRules.Known[] known)
    {
        Assert.False(EnrolmentRules.Decide(Asking, Acme, known).IsRefused(out var refusal, out var again), refusal?.Detail);
        return again;
    }

    private static Refusal Refused(params EnrolmentRules.Known[] known)
    {
        Assert.True(EnrolmentRules.Decide(Asking, Acme, known).IsRefused(out var refusal, out _));
        return refusal;
    }
}
