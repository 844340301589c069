using System.Globalization;
using CloudNet.Agent.Tests.Plan;
using CloudNet.Agent.Tests.Plan.Drivers;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Views;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel.Drivers;

/// <summary>While workloads talk, their network goes from one way across to another, host by host, and back.</summary>
[Trait("needs", "root")]
public sealed class PlaneChangeTests
{
    private const int WireVni = 77;

    /// <summary>From which way to which.</summary>
    public static TheoryData<string, string> Changes => new()
    {
        { "routed", "vxlan" },
        { "vxlan", "routed" },
        { "vxlan", "vxlan 4790" },
        { "vxlan", "udp" },
        { "udp", "udp 8299" },
        { "udp", "wireguard" },
        { "wireguard", "wireguard preshared 51899" },
        { "vxlan", "vxlan encrypted" },
        { "vxlan encrypted", "vxlan encrypted 51899" },
        { "vxlan encrypted", "routed" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task No_packet_is_lost(string from, string to)
    {
        await using var wire = await Wire.CreateAsync(2);
        var before = wire.WithKeys(Sample.Blue.Without(3)).With(settings => Set(settings, from));
        var plane = Set(before.Settings, to).Plane with { Vni = WireVni };
        var secret = Set(before.Settings, to).PresharedKey;
        var (web, atWeb) = await wire.AttachAsync(1, before, "10.100.1.2");
        var (db, atDb) = await wire.AttachAsync(2, before, "10.100.2.2");
        Task StepAsync(NetworkView view, int host) => wire[host].BuildAsync(view, host == 1 ? atWeb : atDb);
        foreach (var host in (int[])[1, 2]) await StepAsync(before, host);
        await web.RunAsync("ping -q -c 2 -i 0.2 -W 2 10.100.2.2");

        await using var talk = new Talk(web, "10.100.2.2");
        // There, back again, and there.
        foreach (var movedThrough in (int?[])[null, 1, 2, 1, null, 1, 2])
        {
            var next = new NextPlane(plane, movedThrough is { } last ? Sample.Host(last) : null, secret);
            foreach (var host in (int[])[2, 1]) await StepAsync(before.With(settings => settings with { Next = next }), host);
        }
        // The controller takes the next step a second after it has heard of all; by then what was sent by the old way has arrived.
        await web.RunAsync("ping -q -c 4 -i 0.2 -W 2 10.100.2.2");
        var after = before.With(settings => settings with
        {
            Driver = plane.Driver, Port = plane.Port, Encrypted = plane.Encrypted, PresharedKey = secret, WireVni = WireVni,
        });
        foreach (var host in (int[])[1, 2]) await StepAsync(after, host);
        var (sent, received) = await talk.EndAsync();
        Assert.InRange(sent, 50, int.MaxValue);
        Assert.Equal(sent, received);
        Assert.DoesNotMatch("cn-(vx|ud|wg)5:", await wire[1].Netns.RunAsync("ip -o link"));
        await db.RunAsync("ping -q -c 1 -W 2 10.100.1.2");
    }

    private static NetworkSettings Set(NetworkSettings settings, string words)
    {
        var parts = words.Split(' ');
        return settings with
        {
            Driver = Enum.Parse<NetworkDriver>(parts[0], ignoreCase: true), Encrypted = parts.Contains("encrypted"),
            PresharedKey = parts.Contains("preshared") ? DriverSample.Secret : null,
            Port = int.TryParse(parts[^1], CultureInfo.InvariantCulture, out var port) ? port : null,
        };
    }
}
