using System.Net;
using CloudNet.Agent.State;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Link;

namespace CloudNet.Agent.Enrol;

/// <summary>
/// Makes this machine a host of a controller. May be run again at any time: the key is saved before the first request, and
/// the controller gives the same key the same answer, so a try whose answer was lost is completed by the next.
/// </summary>
/// <param name="folder">Where the identity is kept.</param>
internal sealed class Enroller(StateFolder folder)
{
    /// <summary>What to say where a key is needed and there is none.</summary>
    public const string NoKey =
        $"There is no enrolment key. Make one in the controller, and give it in ${EnrolmentRequest.KeyVariable} or on standard input.";

    /// <summary>Whether this host is enrolled, so that no key is needed.</summary>
    public bool IsEnrolled => HostIdentity.Load(folder) is { } known && RemovedMark.Load(folder, known.HostId) is null;

    /// <summary>Enrols, or says that the host is enrolled already; there it takes an underlay address that is given.</summary>
    public async Task<EnrolmentOutcome> EnrolAsync(EnrolmentRequest request, CancellationToken stop)
    {
        folder.Create();
        using var only = FolderLock.TryTake(folder.EnrolLock);
        if (only is null) return EnrolmentOutcome.Refused($"Another enrolment is using {folder.Path}. Wait for it to end.");

        var known = HostIdentity.Load(folder);
        var removed = known is null ? null : RemovedMark.Load(folder, known.HostId);
        if (known is not null && removed is null) return Already(known, request);
        if (request.Key is not { } secret) return EnrolmentOutcome.Refused(NoKey);

        var (underlay, problem) = await UnderlayAsync(request, stop);
        if (underlay is null) return EnrolmentOutcome.Refused(problem!);
        using var key = KeyFor(removed);
        var (host, refusal) = await EnrolmentCall.AskAsync(request.Controller, Ask(request, secret, underlay, key), stop);
        if (host is null) return EnrolmentOutcome.Refused(refusal!);

        var identity = new HostIdentity(request.Controller.ToString(), host.HostId, host.Name, host.Tenant, underlay, request.Underlay is not null);
        identity.Save(folder);
        DurableFile.Delete(folder.Removed);
        return new(identity, $"Enrolled as {host.Name} of tenant {host.Tenant} ({host.HostId}), underlay address {underlay}.");
    }

    private EnrolmentOutcome Already(HostIdentity known, EnrolmentRequest request)
    {
        var enrolled = $"Already enrolled as {known.Name} ({known.HostId}) with {known.Controller}";
        if (known.Controller != request.Controller.ToString())
            return EnrolmentOutcome.Refused(
                $"This host is enrolled as {known.Name} with {known.Controller}. To move it to {request.Controller}: stop the agent, "
                + $"run 'cloudnet-agent clean', delete {folder.Path}, and enrol again.");
        if (request.Underlay is not { } given || (given.Equals(known.Underlay) && known.UnderlayGiven)) return new(known, $"{enrolled}; nothing to do.");
        if (!UnderlayGuess.IsHere(given)) return EnrolmentOutcome.Refused(NotHere(given));
        var moved = known with { Underlay = given, UnderlayGiven = true };
        moved.Save(folder);
        return given.Equals(known.Underlay)
            ? new(moved, $"{enrolled}; its underlay address {given} is kept from now on, also where the host gets another.", Moved: true)
            : new(moved, $"{enrolled}; its underlay address was {known.Underlay} and is {given} from now on.", Moved: true);
    }

    private static string NotHere(IPAddress given) =>
        $"The underlay address {given} is on none of this host's links. Give one of those that 'ip address' shows.";

    private static async Task<(IPAddress? Underlay, string? Problem)> UnderlayAsync(EnrolmentRequest request, CancellationToken stop)
    {
        if (request.Underlay is { } given)
            return UnderlayGuess.IsHere(given) ? (given, null) : (null, NotHere(given));
        try
        {
            if (await UnderlayGuess.TowardsAsync(request.Controller, stop) is { } found) return (found, null);
            return (null, $"The route to {request.Controller} has no source address that peers could send to. Give the host's own with --underlay.");
        }
        catch (System.Net.Sockets.SocketException fault)
        {
            return (null, $"The controller's name {request.Controller.Root.Host} could not be looked up: {fault.Message}.");
        }
    }

    // A host that was removed gets a new key: the old one may be the reason why.
    private HostKey KeyFor(RemovedMark? removed)
    {
        if (removed is null || removed.NewKey) return HostKey.LoadOrCreate(folder);
        var key = HostKey.Create(folder);
        (removed with { NewKey = true }).Save(folder);
        return key;
    }

    private static EnrolHost Ask(EnrolmentRequest request, string secret, IPAddress underlay, HostKey key)
    {
        var proof = key.Sign(LinkProof.EnrolPayload(key.PublicKey, request.Name, secret));
        return new(secret, request.Name, key.PublicKey, proof, underlay.ToString(), MachineId());
    }

    private static string? MachineId()
    {
        const string path = "/etc/machine-id";
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 and <= 128 } id ? id : null;
    }
}
