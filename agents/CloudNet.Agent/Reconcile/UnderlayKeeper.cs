using System.Net;
using System.Net.Sockets;
using CloudNet.Agent.Enrol;
using CloudNet.Agent.Kernel;
using CloudNet.Agent.State;

namespace CloudNet.Agent.Reconcile;

/// <summary>
/// Keeps the underlay address one that this host has. It takes in what an enrolment saved meanwhile; and where the address is on no link any
/// more, it guesses anew as an enrolment does, unless a person gave it. Level-triggered: it looks at its start, when a reading of the kernel
/// missed the address, before each link, and when the command line asks. The kernel is left as it is while there is no other address.
/// </summary>
/// <param name="folder">Where agent.json is.</param>
/// <param name="identity">Who the host is; told of another address.</param>
/// <param name="kernel">Tells which addresses there are.</param>
/// <param name="guess">Finds an address towards the controller.</param>
/// <param name="triggers">Called when the address is another.</param>
/// <param name="condition">Told what is wrong.</param>
/// <param name="log">Told likewise, and of each other address.</param>
internal sealed class UnderlayKeeper(
    StateFolder folder, LiveIdentity identity, IKernel kernel, UnderlayGuessing guess, PassTriggers triggers, LiveCondition condition, AgentLog log)
{
    private const string Area = "underlay";
    private readonly SemaphoreSlim looking = new(1);
    private string? said;

    /// <summary>Looks whenever there is a doubt, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await identity.Doubted.WaitAsync(stop);
        }
    }

    /// <summary>Looks now.</summary>
    /// <returns>Cancelled as soon as the address is another than the one that was found or kept.</returns>
    public async Task<CancellationToken> LookAsync(CancellationToken stop)
    {
        await looking.WaitAsync(stop);
        try
        {
            await TakeSavedAsync();
            Say(await ProblemAsync(identity.Current, stop));
        }
        catch (KernelException)
        {
            // Nothing is known of the host's addresses, so nothing is changed; the reconcile loop tells of it.
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Say(fault.Message);
        }
        finally
        {
            looking.Release();
        }
        return identity.Moved;
    }

    private async Task TakeSavedAsync()
    {
        var known = identity.Current;
        if (HostIdentity.Load(folder) is not { } saved || saved.HostId != known.HostId) return;
        var next = known with { Underlay = saved.Underlay, UnderlayGiven = saved.UnderlayGiven };
        if (next != known) await TakeAsync(next, "as was saved for it");
    }

    private async Task<string?> ProblemAsync(HostIdentity known, CancellationToken stop)
    {
        if (await kernel.HasAddressAsync(known.Underlay, stop)) return null;
        var way = $"'cloudnet-agent enrol --controller {known.Controller} --underlay ADDRESS'";
        if (known.UnderlayGiven)
            return $"The underlay address {known.Underlay}, which was given by hand, is on no link of this host, so its peers do not reach it. "
                + $"Give it back to the host, or name the address that takes its place with {way}.";
        if (await guess(known.Address(), stop) is not { } found || !await IsFitAsync(known, found, stop))
            return $"The underlay address {known.Underlay} is on no link of this host any more, and the route to {known.Controller} shows no other. "
                + $"What was built stays, and it is looked for again; one that is not on that route is named with {way}.";
        return await MoveAsync(known, found);
    }

    // Tunnels run over IPv4: a host whose IPv4 is away for a moment is not moved to IPv6.
    private async Task<bool> IsFitAsync(HostIdentity known, IPAddress found, CancellationToken stop) =>
        (found.AddressFamily == AddressFamily.InterNetwork || known.Underlay.AddressFamily != AddressFamily.InterNetwork)
        && await kernel.HasAddressAsync(found, stop);

    // An enrolment that goes on meanwhile has the last word, and asks for a look when it is done.
    private async Task<string?> MoveAsync(HostIdentity known, IPAddress found)
    {
        using var only = FolderLock.TryTake(folder.EnrolLock);
        var saved = HostIdentity.Load(folder) ?? known;
        if (only is null || saved.HostId != known.HostId || known with { Underlay = saved.Underlay, UnderlayGiven = saved.UnderlayGiven } != known)
            return $"The underlay address {known.Underlay} is on no link of this host any more, and an enrolment is writing {folder.Identity}. "
                + "Where none goes on, start the agent again.";
        (saved with { Underlay = found }).Save(folder);
        await TakeAsync(known with { Underlay = found }, $"since {known.Underlay} is on no link any more");
        return null;
    }

    private async Task TakeAsync(HostIdentity next, string why)
    {
        log.Info(Area, $"The underlay address is {next.Underlay}{(next.UnderlayGiven ? ", given by hand" : "")}, {why}.");
        await identity.TakeAsync(next);
        triggers.Call(PassReason.Input | PassReason.Kernel);
    }

    private void Say(string? problem)
    {
        condition.Problems(Area, problem is null ? [] : [problem]);
        if (problem is not null && problem != said) log.Warn(Area, problem);
        said = problem;
    }
}
