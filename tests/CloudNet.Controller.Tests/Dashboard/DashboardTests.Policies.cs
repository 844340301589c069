using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Controller.Tests.Api;
using CloudNet.Web;
using CloudNet.Web.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNet.Controller.Tests.Dashboard;

public sealed partial class DashboardTests
{
    [Fact]
    public async Task Policies_are_made_changed_and_removed_as_the_person_who_is_signed_in()
    {
        using var owner = await controller.NewTenantAsync("policies-page");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var page = await OpenAsync(controller, "policies-page");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        var none = CancellationToken.None;
        var network = Assert.Single(await client.NetworksAsync(none)).Id;

        var typed = new PolicyForm
        {
            Name = "web-to-db", Selector = "app=db", Peers = "app=web, tier=front\n192.0.2.0/24", Ports = "5432, 8000-8010/udp, icmp",
        };
        var made = (await client.CreatePolicyAsync(network, typed.Create(), none)).Value!;
        Assert.Equal("name", Assert.Single((await client.CreatePolicyAsync(network, typed.Create(), none)).Problem!.Problems!).Field);
        // What is shown is what can be typed: it says the same again.
        var shown = PolicyForm.Of(Assert.Single(await client.PoliciesAsync(network, none)));
        Assert.Equal(
            "Allows connections to workloads with app=db from workloads with app=web, tier=front or 192.0.2.0/24, 5432/tcp or 8000-8010/udp or icmp.",
            shown.Sentence);
        Assert.Equal(made.Ports, (await client.SetPolicyAsync(network, made.Id, new(Ports: shown.Create().Ports), none)).Value!.Ports);
        var emptied = (await client.SetPolicyAsync(network, made.Id, (shown with { Selector = "", Peers = "", Priority = 7 }).Change(shown), none)).Value!;
        Assert.Equal((0, 0, 7, 3), (emptied.Selector.Count, emptied.Peers.Count, emptied.Priority, emptied.Ports.Count));

        Assert.Empty((await client.PolicyCountsAsync(network, made.Id, none))!);
        Assert.True((await client.RemovePolicyAsync(network, made.Id, none)).Value);
        Assert.Equal(404, (await client.RemovePolicyAsync(network, made.Id, none)).Problem!.Status);
        Assert.Null(await client.PolicyCountsAsync(network, made.Id, none));
        Assert.Empty(await client.PoliciesAsync(network, none));
    }

    [Fact]
    public async Task What_is_wrong_with_a_policy_is_at_a_field_that_the_form_has()
    {
        using var owner = await controller.NewTenantAsync("policies-wrong");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var page = await OpenAsync(controller, "policies-wrong");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        var network = Assert.Single(await client.NetworksAsync(CancellationToken.None)).Id;
        var typed = new PolicyForm
        {
            Selector = "app", Peers = "tier=front, app\nweb\n192.0.2.1", Ports = "70000, quic, 80/quic, 90-80, -5, icmp/", Priority = 0,
        };
        var refusal = new Web.Refusals.Refusal((await client.CreatePolicyAsync(network, typed.Create(), CancellationToken.None)).Problem, PolicyForm.Fields);
        Assert.Empty(refusal.Elsewhere);
        foreach (var field in PolicyForm.Fields.Except(["direction", "action"])) Assert.True(refusal.Has(field), field);
        Assert.Contains("Label 'app' has no value.", refusal.Text("peers"));
        Assert.Contains("'192.0.2.1' has no prefix length.", refusal.Text("peers"));
        Assert.Contains("'quic' is no protocol of policies.", refusal.Text("ports"));
        Assert.Contains("80 is no end of a range that begins with 90.", refusal.Text("ports"));
    }

    [Fact]
    public async Task Defaults_of_policies_are_set_one_by_one()
    {
        using var owner = await controller.NewTenantAsync("policies-default");
        await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        await using var page = await OpenAsync(controller, "policies-default");
        var client = page.ServiceProvider.GetRequiredService<IControllerClient>();
        var network = Assert.Single(await client.NetworksAsync(CancellationToken.None)).Id;
        Assert.Equal((PolicyDefault.Allow, PolicyDefault.Allow), Both(await client.PolicyDefaultsAsync(network, CancellationToken.None)));
        var set = await client.SetPolicyDefaultsAsync(network, new("count"), CancellationToken.None);
        Assert.Equal((PolicyDefault.Count, PolicyDefault.Allow), Both(set.Value!));
        set = await client.SetPolicyDefaultsAsync(network, new(Egress: "deny"), CancellationToken.None);
        Assert.Equal((PolicyDefault.Count, PolicyDefault.Deny), Both(set.Value!));
        set = await client.SetPolicyDefaultsAsync(network, new("never"), CancellationToken.None);
        Assert.Equal("ingress", Assert.Single(set.Problem!.Problems!).Field);
    }

    private static (PolicyDefault, PolicyDefault) Both(PolicyDefaultsRecord of) => (of.Ingress, of.Egress);
}
