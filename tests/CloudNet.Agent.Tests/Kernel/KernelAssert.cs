using CloudNet.Agent.Diff;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.Plan;
using CloudNet.Agent.Tests.Plan;
using Xunit;

namespace CloudNet.Agent.Tests.Kernel;

/// <summary>Bringing a real kernel to a state, and looking whether it is there.</summary>
internal static class KernelAssert
{
    /// <summary>Goes to a state, and fails where any step does or the kernel is not in that state afterwards.</summary>
    public static async Task GoesToAsync(this LinuxKernel kernel, KernelState desired)
    {
        var cancel = TestContext.Current.CancellationToken;
        var result = await kernel.ApplyAsync(KernelDiff.Between(await kernel.ReadAsync(cancel), desired), cancel);
        Assert.Empty(result.Failures.Select(failure => failure.ToString()));
        await kernel.IsAtAsync(desired);
    }

    /// <summary>Fails where the kernel is not in a state.</summary>
    public static async Task IsAtAsync(this LinuxKernel kernel, KernelState desired)
    {
        var actual = await kernel.ReadAsync(TestContext.Current.CancellationToken);
        Text.Equal(AsFound(desired with { Forwarding = actual.Forwarding }).ToText(), actual.ToText());
        Assert.Equal(desired with { Forwarding = actual.Forwarding }, actual);
        Assert.Empty(KernelDiff.Between(actual, desired).Select(step => step.Text));
    }

    // The file of a key is not found, the key is.
    private static KernelState AsFound(KernelState desired) => desired.WithLinks(
        desired.Links.OfType<WireguardLink>().Select(link => link.Name).ToHashSet(),
        desired.Links.OfType<WireguardLink>().Select(link => link with { KeyFile = null }));
}
