using CloudNet.Agent.Plan;
using CloudNet.Agent.Reconcile;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Agent.Tests.Support;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Reconcile;

/// <summary>A network that was built stays as it is when the host no longer has what it would be built by; it is told, and nothing is torn down.</summary>
public sealed class LostMeansTests
{
    private static readonly NetworkView Green = Sample.GreenView(1, 2).WithKeys() is var view
        ? view with { Settings = view.Settings with { Driver = NetworkDriver.Wireguard } } : view;

    private static readonly ViewSet InBoth = ViewSet.Nothing(Sample.V1)
        .With(new(2, Sample.HostView(Sample.Blue, Sample.Green))).With(new(1, Sample.BlueView(1, 2))).With(new(1, Green));

    private static readonly HostFacts Able = ReconcileRig.Facts with { Wireguard = WireguardKind.Kernel };

    [Theory]
    [InlineData(true, "this host has no WireGuard")]
    [InlineData(false, "WireGuard key is not made yet")]
    public async Task What_was_built_stays(bool tool, string problem)
    {
        await using var rig = await BuiltAsync();
        var built = rig.Kernel.State;
        if (tool) rig.Kernel.Facts = ReconcileRig.Facts;
        else rig.Self.Take([]);
        rig.Triggers.Call(PassReason.Kernel);
        var found = await rig.LookAsync();
        Assert.Contains(found.Problems, text => text.Contains(problem, StringComparison.Ordinal));
        Assert.Equal(built, rig.Kernel.State);
        // What is no longer wanted of another network goes all the same.
        rig.Live.Take(rig.Live.Current.Views.With(new(2, Sample.BlueView(1))));
        await rig.LookAsync();
        Assert.DoesNotContain(rig.Kernel.State.Routes, route => route.Link == LinkNames.Vxlan(1));
        Assert.Contains(rig.Kernel.State.Links, link => link is WireguardLink);
    }

    [Fact]
    public async Task A_network_that_was_never_built_holds_no_rule_of_another_up()
    {
        await using var rig = new ReconcileRig(InBoth);
        await rig.StartAsync();
        var blue = Sample.BlueView(1, 2);
        rig.Live.Take(rig.Live.Current.Views.With(new(2, blue with { Settings = blue.Settings with { Nat = false } })));
        await rig.LookAsync();
        Assert.DoesNotContain("masquerade", rig.Kernel.State.Nft!.Text, StringComparison.Ordinal);
    }

    private static async Task<ReconcileRig> BuiltAsync()
    {
        var rig = new ReconcileRig(InBoth);
        rig.Kernel.Facts = Able;
        rig.Self.Take([new(1, DriverSample.Key(1), "/keys/1.key")]);
        await rig.StartAsync();
        Assert.Contains(rig.Kernel.State.Links, link => link is WireguardLink);
        return rig;
    }
}
