using System.Net.Sockets;
using System.Text;
using CloudNet.Agent.Control;
using CloudNet.Agent.State;
using CloudNet.Agent.Tests.Attach;
using CloudNet.Agent.Tests.Kernel;
using CloudNet.Agent.Tests.Support;
using Xunit;

namespace CloudNet.Agent.Tests.Control;

/// <summary>The control socket under requests that make no sense, by hand over a real socket.</summary>
[Collection(KernelCollection.Name)]
[Trait("needs", "root")]
public sealed class ControlSocketTests
{
    [Fact]
    public async Task Nonsense_IsRefusedAndTheAgentGoesOn()
    {
        await using var rig = await AgentRig.StartAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rig.State.Socket));
        foreach (var line in new[] { "nonsense\n", "{}\n", "{\"do\":\"later\"}\n", "null\n", "{\"do\":\"attach\",\"target\":null,\"network\":\"blue\"}\n" })
            Assert.Contains("refused", await SayAsync(rig.State, line));
        Assert.Contains("longer than", await SayAsync(rig.State, new string('x', ControlLine.LargestRequest)));
        Assert.Contains("no end", await SayAsync(rig.State, "{\"do\":\"list\"}", close: true));
        Assert.Equal("", await SayAsync(rig.State, "", close: true));
        var huge = new DetachRequest(new string('x', ControlLine.LargestRequest));
        Assert.Contains("longer than", Assert.IsType<RefusedAnswer>(await rig.Control.AskAsync(huge, CancellationToken.None)).Text);
        Assert.Contains("\"is\":\"workloads\"", await SayAsync(rig.State, "{\"do\":\"list\"}\n"));
    }

    [Fact]
    public async Task ManyAtOnce_AreAllServed()
    {
        await using var rig = await AgentRig.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => rig.Control.AskAsync(new StatusRequest(), CancellationToken.None))).Soon();
        Assert.All(answers, answer => Assert.IsType<StatusAnswer>(answer));
    }

    [Fact]
    public async Task NoAgent_IsSaidWithTheWayOut()
    {
        using var folder = new TemporaryFolder();
        var answer = await new ControlClient(folder.State).AskAsync(new StatusRequest(), CancellationToken.None);
        var refusal = Assert.IsType<RefusedAnswer>(answer).Text;
        Assert.StartsWith($"No agent runs in {folder.State.Path}: there is no agent.sock.", refusal);
        Assert.Contains("systemctl start cloudnet-agent", refusal);
        var deep = new StateFolder(Path.Combine(folder.State.Path, new string('x', 120)));
        Assert.Contains("too long", Assert.IsType<RefusedAnswer>(await new ControlClient(deep).AskAsync(new StatusRequest(), default)).Text);
    }

    private static async Task<string> SayAsync(StateFolder folder, string text, bool close = false)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.Socket)).Soon();
        await socket.SendAsync(Encoding.UTF8.GetBytes(text)).Soon();
        if (close) socket.Shutdown(SocketShutdown.Send);
        var answer = new StringBuilder();
        var part = new byte[4096];
        while (await socket.ReceiveAsync(part).Soon() is > 0 and var count) answer.Append(Encoding.UTF8.GetString(part, 0, count));
        return answer.ToString();
    }
}
