using CloudNet.Agent.Enrol;
using CloudNet.Agent.State;
using CloudNet.Agent.Views;
using CloudNet.Contracts.Hosts;

namespace CloudNet.Agent.Link;

/// <summary>
/// The controller said that this host was removed, or takes it in after all. On disk first, so that a restart in between does
/// not bring back what was taken down.
/// </summary>
/// <param name="folder">Where the mark is kept.</param>
/// <param name="host">The host.</param>
/// <param name="live">Its views.</param>
/// <param name="log">Told of both.</param>
/// <param name="clock">Tells when.</param>
internal sealed class HostRemoval(StateFolder folder, HostId host, LiveViews live, AgentLog log, TimeProvider clock)
{
    /// <summary>The host was removed.</summary>
    public void Remove()
    {
        if (live.Current.Removed) return;
        log.Error("link", "The controller says that this host was removed: taking down what was built. Enrol it again to bring it back.");
        new RemovedMark(host, clock.GetUtcNow(), NewKey: false).Save(folder);
        live.Remove();
    }

    /// <summary>The controller welcomed the host.</summary>
    public void Welcome()
    {
        if (!live.Current.Removed) return;
        log.Info("link", "The controller takes this host in again.");
        DurableFile.Delete(folder.Removed);
        live.Restore();
    }
}
