using CloudNet.Domain.Naming;

namespace CloudNet.Store.Preconditions;

/// <summary>Which thing a precondition is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="IdOrName">Its id or name, as the caller gave it.</param>
public sealed record PreconditionSubject(PreconditionKind Kind, string IdOrName)
{
    internal string Text => Kind switch
    {
        PreconditionKind.Network => $"Network {Quoted.Text(IdOrName)}",
        PreconditionKind.Host => $"Host {Quoted.Text(IdOrName)}",
        PreconditionKind.Member => $"Member {Quoted.Text(IdOrName)}",
        PreconditionKind.Webhook => $"Webhook {Quoted.Text(IdOrName)}",
        PreconditionKind.Service => $"Service {Quoted.Text(IdOrName)}",
        PreconditionKind.Policy => $"Policy {Quoted.Text(IdOrName)}",
        _ => $"What tenant {Quoted.Text(IdOrName)} may have",
    };

    internal bool Is(string id, string name) => name == IdOrName || (Guid.TryParse(IdOrName, out var given) && given == Guid.Parse(id));
}
