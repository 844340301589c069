using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Bringing a real kernel to a state, and looking whether it is there.</summary>
internal static class KernelAssert
{
    private const int Tries = 10;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>Goes to a state, and fails where any step does or the kernel is not in that state afterwards.</summary>
    public static async Task GoesToAsync(this LinuxKernel kernel, KernelState desired)
    {
        var failures = await kernel.DoAsync(desired);
        Assert.True(failures.Length == 0, failures);
        await kernel.IsAtAsync(desired);
    }

    /// <summary>
    /// Does the steps to a state, and answers which failed. Again after a moment, as the reconcile loop does, where it was a port: a process that served
    /// a link of the same name ends a moment after that link.
    /// </summary>
    public static async Task<string> DoAsync(this LinuxKernel kernel, KernelState desired)
    {
        for (var tries = 1; ; tries++)
        {
            var failures = await StepsAsync(kernel, desired);
            if (tries == Tries || !failures.Contains("in use", StringComparison.Ordinal)) return failures;
            await Task.Delay(Moment, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> StepsAsync(LinuxKernel kernel, KernelState desired)
    {
        var cancel = TestContext.Current.CancellationToken;
        var result = await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), desired), cancel);
        return string.Join('\n', result.Failures);
    }

    /// <summary>Fails where the kernel is not in a state.</summary>
    public static async Task IsAtAsync(this LinuxKernel kernel, KernelState desired)
    {
        var actual = await kernel.ReadAsync(TestContext.Current.CancellationToken);
        Text.Equal(AsFound(desired with { Forwarding = actual.Forwarding }).ToText(), actual.ToText());
        Assert.Equal(desired with { Forwarding = actual.Forwarding }, actual);
        Assert.Empty(KernelDiff.Between(actual, desired).Select(step => step.Text));
    }

    // The file of a key is not found, the key is, or its mark.
    private static KernelState AsFound(KernelState desired) => desired.WithLinks(
        desired.Links.OfType<WireguardLink>().Select(link => link.Name).ToHashSet(),
        desired.Links.OfType<WireguardLink>().Select(link => link with { KeyFile = null })) with
    {
        WireguardPeers = KernelItems<WireguardPeer>.Of(desired.WireguardPeers.Select(peer => peer with { PresharedFile = null })),
    };
}
