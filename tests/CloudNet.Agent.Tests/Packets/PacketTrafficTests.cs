using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Packets;

/// <summary>Real kernels do to packets what <see cref="PacketCases"/> says, as the tracer does (<see cref="PacketTracerTests"/>).</summary>
[Trait("needs", "root")]
public sealed class PacketTrafficTests
{
    [Fact]
    public async Task Kernels_do_to_packets_what_the_table_says()
    {
        await using var lab = await PacketLab.CreateAsync();
        await lab.GoesToAsync(PacketScene.First);
        List<string> disagree = [];
        foreach (var one in PacketCases.All.Where(one => one.Kind is PacketKind.Calls or PacketKind.Remembered))
            if (await lab.DisagreesAsync(one) is { } how) disagree.Add(how);
        var running = await lab.BeginAsync([.. PacketCases.All.Where(one => one.Kind == PacketKind.GoesOn)]);
        await lab.GoesToAsync(PacketScene.Drained);
        foreach (var one in PacketCases.All.Where(one => one.Kind == PacketKind.Drained))
            if (await lab.DisagreesAsync(one) is { } how) disagree.Add(how);
        foreach (var conversation in running)
            if (await conversation.EndsAsync() is { } how) disagree.Add(how);
        Text.Equal("", string.Join('\n', disagree));
    }
}
