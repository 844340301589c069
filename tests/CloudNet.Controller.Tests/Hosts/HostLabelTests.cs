using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Trials;
using CloudNet.Contracts.Views;
using CloudNet.Controller.Tests.Access;
using CloudNet.Controller.Tests.Api;
using CloudNet.Controller.Tests.Audit;
using CloudNet.Controller.Tests.Preconditions;

namespace CloudNet.Controller.Tests.Hosts;

/// <summary>Labels: from the enrolment key to its hosts, changed by operators, asked for in the list.</summary>
public sealed class HostLabelTests(ControllerFixture controller) : IClassFixture<ControllerFixture>
{
    private const string Keys = "/api/v1/enrolment-keys";
    private const string Enrol = "/agent/v1/enrol";
    private const string Host = "/api/v1/hosts/v1";

    [Fact]
    public async Task A_host_gets_the_labels_of_its_key_and_both_are_told()
    {
        using var owner = await controller.NewTenantAsync("labelled");
        using var host = new TestHost("v1", "192.168.124.51");
        var made = await owner.PostAsync<CreatedEnrolmentKey>(Keys, new CreateEnrolmentKey("rack 7", Labels: Labels("site=north", "rack=7", "spare=")), 201);
        await owner.PostAsync<EnrolledHost>(Enrol, host.Request(made.Secret));

        Assert.Equal("rack=7 site=north spare=", Text(Assert.Single(await owner.ListAsync<EnrolmentKeyRecord>(Keys)).Labels));
        Assert.Equal(["rack=7 site=north spare=", "rack=7 site=north spare="], [Text(made.Key.Labels), Text((await owner.GetAsync<HostRecord>(Host)).Labels)]);
        await owner.NewHostAsync("v2", "192.168.124.52");
        Assert.Equal(["rack=7 site=north spare=", ""], (await owner.ListAsync<HostRecord>("/api/v1/hosts")).Select(shown => Text(shown.Labels)));
        foreach (var kind in new[] { "enrolment-key", "host" })
            Assert.Equal("7", (await owner.AuditAsync($"kind={kind}"))[0].After!.Value.GetProperty("labels").GetProperty("rack").GetString());
    }

    [Fact]
    public async Task A_host_that_enrols_again_keeps_what_was_changed_and_one_that_was_removed_begins_anew()
    {
        using var owner = await controller.NewTenantAsync("relabelled");
        using var host = new TestHost("v1", "192.168.124.51");
        var first = host.Request(await KeyAsync(owner, "rack=7"));
        await owner.PostAsync<EnrolledHost>(Enrol, first);
        await ChangeAsync(owner, ("rack", "8"), ("role", "edge"));

        await owner.PostAsync<EnrolledHost>(Enrol, first);
        await owner.PostAsync<EnrolledHost>(Enrol, host.Request(await KeyAsync(owner, "site=south")));
        Assert.Equal("rack=8 role=edge", Text((await owner.GetAsync<HostRecord>(Host)).Labels));

        await owner.DeleteAsync(Host);
        await owner.PostAsync<EnrolledHost>(Enrol, host.Request(await KeyAsync(owner, "site=south")));
        Assert.Equal("site=south", Text((await owner.GetAsync<HostRecord>(Host)).Labels));
    }

    [Fact]
    public async Task An_operator_changes_labels_which_is_told_and_is_nothing_to_agents()
    {
        using var owner = await controller.NewTenantAsync("changed-labels");
        var network = await owner.NewNetworkAsync("blue", "10.100.0.0/16");
        var id = await owner.NewHostAsync("v1", "192.168.124.51", "blue");
        using var hand = await controller.JoinAsync(owner, "changed-labels", "hand-of-labels", "operator");
        Assert.Equal("rack=7 site=north", Text((await ChangeAsync(hand, ("site", "north"), ("rack", "7"))).Labels));
        Assert.Equal("rack=8", Text((await ChangeAsync(hand, ("site", null), ("rack", "8"), ("never", null))).Labels));
        Assert.Equal("rack=8", Text((await hand.PatchAsync<HostRecord>($"/api/v1/hosts/{id}", new ChangeHost())).Labels));

        var told = await owner.AuditAsync("operation=ChangeHost");
        Assert.Equal(Enumerable.Repeat("hand-of-labels ChangeHost: host v1 changed", 2), told.Select(entry => entry.Short()));
        var (before, after) = (told[1].Before!.Value.GetProperty("labels"), told[1].After!.Value.GetProperty("labels"));
        Assert.Equal("""{"rack":"7","site":"north"} {"rack":"8"}""", $"{before} {after}");
        Assert.Single(await StreamLog.OfAsync(controller.Database, StreamName.Of(id)));
        Assert.Equal(2, (await owner.NetworkAsync(network.Name)).Revision);
    }

    [Fact]
    public async Task What_no_label_may_be_is_named_and_changes_nothing()
    {
        using var owner = await controller.NewTenantAsync("unlabelled");
        await owner.NewHostAsync("v1", "192.168.124.51");
        await ChangeAsync(owner, ("rack", "7"));
        var wrong = Given(("", "1"), ("a=b", "2"), ("nul", "\0"), ("long", new('x', 64)), ("fine", "3"));
        Assert.Equal(["labels", "labels", "labels", "labels"],
            (await owner.PatchRefusedAsync(Host, new ChangeHost(wrong), 400)).Problems!.Select(problem => problem.Field));
        Dictionary<string, string?> many = Enumerable.Range(0, 32).ToDictionary(number => $"k{number}", _ => (string?)"");
        Assert.Contains("would be 33", Assert.Single((await owner.PatchRefusedAsync(Host, new ChangeHost(many), 400)).Problems!).Rule);
        Assert.Equal("role", Assert.Single((await owner.PatchRefusedAsync(Host, new SetMember("edge"), 400)).Problems!).Field); // there is no such field
        Assert.Equal("rack=7", Text((await owner.GetAsync<HostRecord>(Host)).Labels));

        var none = new CreateEnrolmentKey("", Labels: new Dictionary<string, string> { ["a=b"] = "", ["null"] = null! });
        Assert.Equal(["name", "labels", "labels"], (await owner.PostRefusedAsync(Keys, none, 400)).Problems!.Select(problem => problem.Field));
        using var viewer = await controller.JoinAsync(owner, "unlabelled", "looks-at-labels", "viewer");
        await viewer.PatchRefusedAsync(Host, new ChangeHost(Given(("rack", null))), 403);
        await owner.PatchRefusedAsync("/api/v1/hosts/v9", new ChangeHost(), 404);
        Assert.Equal("rack=7", Text((await viewer.GetAsync<HostRecord>(Host)).Labels));
    }

    [Fact]
    public async Task Hosts_are_found_by_all_the_labels_that_are_asked_for()
    {
        using var owner = await controller.NewTenantAsync("by-label");
        using var other = await controller.NewTenantAsync("by-label-too");
        foreach (var (at, labels) in new[] { ("1", "rack=7 role=edge"), ("2", "rack=7 role=core"), ("3", "rack=8 role=edge query=a=b"), ("4", "") })
        {
            using var host = new TestHost($"v{at}", $"192.168.124.{at}");
            await owner.PostAsync<EnrolledHost>(Enrol, host.Request(await KeyAsync(owner, labels.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        }
        using var foreign = new TestHost("foreign", "192.168.124.1");
        await other.PostAsync<EnrolledHost>(Enrol, foreign.Request(await KeyAsync(other, "rack=7")));
        foreach (var (query, expected) in new[]
        {
            ("label=rack=7", "v1 v2"), ("label=rack=7&label=role=edge", "v1"), ("label=role=edge&sort=-name", "v3 v1"), ("label=rack=7&label=rack=8", ""),
            ("label=query=a=b", "v3"), ("label=rack=", ""), ("label=rack=7&name=v2", "v2"), ("label=rack=7&link=linked", ""),
            ("label=rack=7&link=never-seen&sort=-created", "v2 v1"),
        })
        {
            var found = await owner.ListAsync<HostRecord>($"/api/v1/hosts?{query}&limit=1");
            Assert.Equal((query, expected), (query, string.Join(' ', found.Select(host => host.Name))));
        }
    }

    [Fact]
    public async Task A_change_can_be_tried_and_can_rest_on_what_was_seen()
    {
        using var owner = await controller.NewTenantAsync("tried-labels");
        await owner.NewHostAsync("v1", "192.168.124.51");
        var tag = await owner.TagAsync(Host);
        var tried = await owner.PatchAsync<DryRunRecord>($"{Host}?dryRun=true", new ChangeHost(Given(("rack", "8"))));
        Assert.Equal((1, 0, "8"), (tried.ChangeCount, tried.Effects.Count, tried.Answer!.Value.GetProperty("labels").GetProperty("rack").GetString()));
        Assert.Equal(tag, await owner.TagAsync(Host));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(at =>
            owner.IfAsync("If-Match", tag, "PATCH", Host, new ChangeHost(Given(($"from-{at}", ""))))));
        Assert.Equal([200, 412, 412, 412, 412, 412], answers.Select(answer => answer.Status).Order());
        Assert.NotEqual(tag, await owner.TagAsync(Host));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => ChangeAsync(owner, ($"at-once-{at}", $"{at}"))));
        Assert.Equal(8, (await owner.GetAsync<HostRecord>(Host)).Labels!.Keys.Count(key => key.StartsWith("at-once-", StringComparison.Ordinal)));
    }

    private static Task<HostRecord> ChangeAsync(ApiClient client, params (string Key, string? Value)[] labels) =>
        client.PatchAsync<HostRecord>(Host, new ChangeHost(Given(labels)));

    private static async Task<string> KeyAsync(ApiClient owner, params string[] labels) =>
        (await owner.PostAsync<CreatedEnrolmentKey>(Keys, new CreateEnrolmentKey("k", Labels: Labels(labels)), 201)).Secret;

    private static Dictionary<string, string?> Given(params (string Key, string? Value)[] labels) =>
        labels.ToDictionary(label => label.Key, label => label.Value);

    private static Dictionary<string, string> Labels(params string[] labels) =>
        labels.Select(label => label.Split('=', 2)).ToDictionary(label => label[0], label => label[1]);

    private static string Text(IReadOnlyDictionary<string, string>? labels) => string.Join(' ', labels!.Select(label => $"{label.Key}={label.Value}"));
}
